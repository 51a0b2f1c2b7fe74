import type { CallState } from '../../../domain/caller-check.ts';
import { kindOf } from '../../../domain/mandate.ts';
import { delegatorIn } from '../../../domain/member-role.ts';
import type { LinkPurpose } from '../../../ports/accounts.ts';
import type { Channel } from '../../../ports/service-state.ts';
import { type MandateRow, toMandate } from '../accounts/mandates.ts';
import { type MemberInvitationRow, toMemberInvitation } from '../accounts/member-invitations.ts';
import { postgresCases } from '../cases/cases.ts';
import type { Database } from '../database/database.ts';
import { groundsIn, type ReasonRow } from '../desk/desk-reasons.ts';
import type { FacilitadorRow } from '../facilitador/facilitador-row.ts';
import { type InvitationRow, toInvitation } from '../facilitador/invitation-row.ts';
import { type FileRow, toFile } from '../files/file-row.ts';
import { postgresExports } from '../flows/exports.ts';
import { postgresRightRequests } from '../rights/right-requests.ts';
import { credentials } from './credentials.ts';
import { isMine, ofAccount, type Reading, when } from './reader.ts';
import { trail } from './trail.ts';

interface Times {
  readonly kind: string;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

type JourneyTable = 'recoveries' | 'key_changes' | 'data_updates' | 'facilitador_drafts';

/** Above every id: what ends at that very instant is over. */
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface UnderWay {
  readonly id: string;
  readonly content: Buffer;
  readonly created_at: Date;
  readonly expires_at: Date;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly expires: string;
}

/**
 * Unfinished journeys, of some hours at most, are sealed and not indexed by account: each valid one is opened, and only
 * one's own are given.
 */
function underWay(table: JourneyTable, name: string): Reading {
  return {
    async read({ database, secrets, now, account }) {
      const mine: UnderWay[] = [];
      for await (const row of alive(database, table, now()))
        if (JSON.parse(secrets.open(row.content, `${name}:${row.id}`)).accountId === account.id) mine.push(row);
      return mine
        .toSorted((one, other) => one.created_at.getTime() - other.created_at.getTime())
        .map((row) => ({ began: row.created_at, expires: row.expires_at }));
    },
  };
}

/** Journeys of a page. */
const PAGE = 500;

/** Every journey that is still valid, a page at a time: no statement takes long, however many there are. */
async function* alive(database: Database, table: JourneyTable, at: Date): AsyncGenerator<UnderWay> {
  let after = { at: at.toISOString(), id: AFTER_ALL };
  for (;;) {
    const { rows } = await database.run<{ rows: UnderWay[] }>((sql) =>
      sql.raw(
        `select id, content, created_at, expires_at, expires_at::text as expires from ${table}
         where (expires_at, id) > (:at::timestamptz, :id::uuid) order by expires_at, id limit ${PAGE}`,
        after,
      ),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { at: last.expires, id: last.id };
  }
}

const contactCodes: Reading = {
  async read({ database, account }) {
    type Row = { contact: string; created_at: Date; proved_at: Date | null };
    const rows = await database.run<Row[]>((sql) =>
      sql('contact_codes')
        .join('holds', 'holds.id', 'contact_codes.hold_id')
        .where({ 'holds.account_id': account.id })
        .select('contact_codes.contact', 'contact_codes.created_at', 'contact_codes.proved_at'),
    );
    return rows.map((row) => ({ contact: row.contact, codeSent: row.created_at, used: when(row.proved_at) }));
  },
};

const exports: Reading = {
  async read(reader) {
    const { database, secrets, now, account } = reader;
    const all = await postgresExports(database, secrets, now).list(account.id);
    return all
      .filter(({ actor }) => isMine(reader, actor))
      .map((one) => ({ requested: one.askedAt, device: one.device, ready: one.readyAt, erased: one.expiresAt }));
  },
};

const rights: Reading = {
  async read(reader) {
    const { database, secrets, now, account } = reader;
    const requests = postgresRightRequests(database, secrets, now);
    const own = (await requests.list(account.id)).filter(({ actor }) => isMine(reader, actor));
    return Promise.all(
      own.map(async ({ id, folio, kind, state, askedAt, dueOn, answeredAt, decision, ground, liftedAt }) => {
        const { detail, reasons, extension, lifting } = await requests.wordsOf(id);
        return {
          folio,
          right: { of: 'right', code: kind },
          state,
          requested: askedAt,
          answerDue: dueOn,
          written: detail,
          answered: answeredAt,
          decision,
          ground: ground && { of: 'right-ground', code: ground },
          reasons,
          extensionReasons: extension,
          blockLifted: liftedAt,
          liftingReasons: lifting,
        };
      }),
    );
  },
};

/** Days in which a case of protection is not given: the reader of a copy may be the danger. */
const UNSEEN_DAYS = 90;

const deskCases: Reading = {
  async read(reader) {
    const { database, secrets, now, account } = reader;
    const cases = postgresCases(database, secrets, now);
    const since = new Date(now().getTime() - UNSEEN_DAYS * 24 * 3_600_000);
    const own = (await cases.list(account.id)).filter(
      ({ kind, openedAt, actor }) =>
        // A right has a section of its own.
        kind !== 'derecho' && isMine(reader, actor) && (kind !== 'proteccion' || openedAt < since),
    );
    return Promise.all(
      own.map(async ({ id, folio, kind, state, openedAt, dueAt, decision, closedAt }) => ({
        folio,
        case: { of: 'case', code: kind },
        state,
        requested: openedAt,
        answerDue: dueAt,
        written: (await cases.messages(id)).map(({ text }) => text).join('\n') || undefined,
        answered: decision?.at,
        decision: decision?.outcome,
        reasons: decision?.reason,
        ended: closedAt,
      })),
    );
  },
};

/** What the desk wrote: of a company each representative reads it, as they read each other's acts. */
const deskReasons = ofAccount<ReasonRow>('desk_reasons', 'created_at', (row, { secrets }) => ({
  when: row.created_at,
  reasons: groundsIn(row, secrets)?.words,
}));
const deskCalls = ofAccount<{ state: CallState; sent_at: Date; ended_at: Date | null }>(
  'desk_calls',
  'sent_at',
  (row) => ({ state: row.state, requested: row.sent_at, answered: when(row.ended_at) }),
);
/** That a visit was odd, and that the sheet is marked: neither which member it was. */
const deskAlarms = ofAccount<{ kind: string; at: Date; seen_at: Date | null }>('desk_alarms', 'at', (row) => ({
  kind: row.kind,
  when: row.at,
  seen: when(row.seen_at),
}));
const reserved = ofAccount<{ state: string; changed_at: Date }>('reserved_accounts', 'changed_at', (row) => ({
  state: row.state,
  when: row.changed_at,
}));

const files = ofAccount<FileRow>('files', 'received_at', (row, { secrets }) => ({
  label: toFile(row, secrets).name,
  kind: row.kind,
  state: row.state,
  sent: row.received_at,
  ended: when(row.ended_at),
}));

const mandates = ofAccount<MandateRow>('mandates', 'begins_at', (row, { secrets }) => ({
  razonSocial: toMandate(row, secrets).organisation.razonSocial,
  // What a membership rests on is another person's.
  folio: kindOf(row.scope) === 'facilitador' ? row.source : undefined,
  since: row.begins_at,
  expires: row.until_at,
  ended: when(row.ended_at),
}));

/** What the representative asked; the data of the facilitador are that person's, who gets them from the own account. */
const facilitadorRequests = ofAccount<FacilitadorRow>(
  'facilitador_requests',
  'created_at',
  (row) => ({ folio: row.folio, state: row.state, requested: row.created_at, ended: when(row.ended_at) }),
  ({ actor }, reader) => isMine(reader, actor),
);

const facilitadorInvitations = ofAccount<InvitationRow>(
  'facilitador_invitations',
  'created_at',
  (row, { secrets }) => ({
    folio: toInvitation(row, secrets).folio,
    state: row.state,
    requested: row.created_at,
    expires: when(row.expires_at),
    ended: when(row.ended_at),
  }),
);

/** What the representative sent; the mailbox is another person's. */
const memberInvitations = ofAccount<MemberInvitationRow>(
  'member_invitations',
  'created_at',
  (row) => ({ state: row.state, requested: row.created_at, expires: row.expires_at }),
  (row, reader) => isMine(reader, delegatorIn(toMemberInvitation(row, reader.secrets).source)),
);

/** Tables of what was asked, sent and done. */
interface OutboxRow {
  readonly kind: string;
  readonly channel: Channel;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly dead_at: Date | null;
  readonly withheld: boolean;
  readonly withheld_until: Date | null;
}

export const requestTables = {
  links: ofAccount<{ purpose: LinkPurpose; expires_at: Date; used_at: Date | null }>('links', 'expires_at', (row) => ({
    purpose: { of: 'link-purpose', code: row.purpose },
    expires: row.expires_at,
    used: when(row.used_at),
  })),
  holds: ofAccount<Times & { folio: string; state: string; due_at: Date; confirmed_at: Date | null }>(
    'holds',
    'created_at',
    (row) => ({
      kind: row.kind,
      folio: row.folio,
      state: row.state,
      requested: row.created_at,
      due: row.due_at,
      emailConfirmed: when(row.confirmed_at),
      ended: when(row.ended_at),
    }),
  ),
  contact_codes: contactCodes,
  account_codes: ofAccount<{ purpose: string; contact: string; created_at: Date; proved_at: Date | null }>(
    'account_codes',
    'created_at',
    (row) => ({ purpose: row.purpose, contact: row.contact, codeSent: row.created_at, used: when(row.proved_at) }),
  ),
  provisional_keys: ofAccount<Times>('provisional_keys', 'created_at', (row) => ({
    kind: row.kind,
    created: row.created_at,
    ended: when(row.ended_at),
  })),
  credentials,
  row_alarms: ofAccount<{ readonly seen_at: Date; readonly reference: string }>('row_alarms', 'seen_at', (row) => ({
    seen: row.seen_at,
    referenceCode: row.reference,
  })),
  recoveries: underWay('recoveries', 'recovery'),
  key_changes: underWay('key_changes', 'key-change'),
  data_updates: underWay('data_updates', 'data-update'),
  facilitador_drafts: underWay('facilitador_drafts', 'facilitador-draft'),
  facilitador_requests: facilitadorRequests,
  facilitador_invitations: facilitadorInvitations,
  member_invitations: memberInvitations,
  outbox: ofAccount<OutboxRow>('outbox', 'created_at', (row) => ({
    kind: row.kind,
    channel: { of: 'channel', code: row.channel },
    queued: row.created_at,
    sent: when(row.withheld ? null : row.sent_at),
    undelivered: when(row.dead_at),
    withheldUntil: when(row.withheld_until),
  })),
  exports,
  right_requests: rights,
  cases: deskCases,
  desk_reasons: deskReasons,
  desk_calls: deskCalls,
  files,
  mandates,
  desk_alarms: deskAlarms,
  reserved_accounts: reserved,
  audit: trail,
} as const;
