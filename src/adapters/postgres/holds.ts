import { randomUUID } from 'node:crypto';
import type { DueHold, HeldCard, HeldUpdate, Hold, HoldKind, HoldState, Holds, Undo } from '../../ports/holds.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';
import { takeDue } from './take-due.ts';

/** How long replaced contacts are kept. */
const UNDO_MS = 7 * 24 * 3_600_000;

interface Row {
  readonly id: string;
  readonly kind: HoldKind;
  readonly folio: string;
  readonly account_id: string;
  readonly state: HoldState;
  readonly content: Buffer;
  readonly created_at: Date;
  readonly due_at: Date;
  readonly confirmed_at: Date | null;
  readonly ended_at: Date | null;
  readonly delayed_at: Date | null;
  readonly disputed_at: Date | null;
}

/** Requests that wait; a card's number and new contacts are sealed under the hold's id and erased at its end. */
export function postgresHolds({ run }: Database, secrets: Secrets, now: () => Date): Holds {
  const sealed = (id: string): string => `hold:${id}`;
  return {
    async open({ kind, folio, accountId, dueAt, card, update }) {
      const id = randomUUID();
      const row = {
        id,
        kind,
        folio,
        account_id: accountId,
        state: 'waiting',
        created_at: now(),
        due_at: dueAt,
        try_at: dueAt,
        content: secrets.seal(JSON.stringify(card ?? update), sealed(id)),
      };
      const [added] = await run<Row[]>((sql) =>
        sql('holds')
          .insert(row)
          .onConflict(sql.raw("(account_id, kind) where state = 'waiting'"))
          .ignore()
          .returning('*'),
      );
      return added && toHold(added);
    },
    async find(id) {
      const row = await run<Row | undefined>((sql) => sql('holds').where({ id }).first());
      return row && toHold(row);
    },
    async waiting(account_id, kind) {
      const row = await run<Row | undefined>((sql) =>
        sql('holds').where({ account_id, kind, state: 'waiting' }).first(),
      );
      return row && toHold(row);
    },
    async allWaiting(account_id) {
      const rows = await run<Row[]>((sql) =>
        sql('holds').where({ account_id, state: 'waiting' }).orderBy('created_at'),
      );
      return rows.map(toHold);
    },
    async delay(id, due_at) {
      const delayed = await run<number>((sql) =>
        sql('holds')
          .where({ id, state: 'waiting', delayed_at: null })
          .update({ due_at, try_at: due_at, delayed_at: now() }),
      );
      return delayed === 1;
    },
    async takeDue() {
      const row = await takeDue<Row>({ run }, now(), { table: 'holds', where: { state: 'waiting' } });
      return row && toDue(row, JSON.parse(secrets.open(row.content, sealed(row.id))));
    },
    async updateOf(id) {
      const row = await run<Row | undefined>((sql) =>
        sql('holds').where({ id, kind: 'update-contacts', state: 'waiting' }).first(),
      );
      return row && JSON.parse(secrets.open(row.content, sealed(id)));
    },
    async narrow(id, update, undo) {
      const content = secrets.seal(JSON.stringify(update), sealed(id));
      const [row] = await run<Row[]>((sql) =>
        sql('holds').where({ id, state: 'waiting' }).update({ content }).returning('*'),
      );
      if (!row) throw new Error('a hold that does not wait was narrowed');
      const part = randomUUID();
      await run((sql) =>
        sql('holds').insert({
          id: part,
          kind: row.kind,
          folio: row.folio,
          account_id: row.account_id,
          state: 'done',
          created_at: row.created_at,
          due_at: row.due_at,
          try_at: row.due_at,
          ended_at: now(),
          undo: secrets.seal(JSON.stringify(undo), sealed(part)),
        }),
      );
    },
    async confirm(id) {
      await run((sql) => sql('holds').where({ id, confirmed_at: null }).update({ confirmed_at: now() }));
    },
    async stoppedSince(account_id, since, kinds) {
      const row = await run<{ count: string }>((sql) =>
        sql('holds')
          .where({ account_id })
          .whereIn('kind', [...kinds])
          .where('stopped_at', '>', since)
          .count()
          .first(),
      );
      return Number(row.count);
    },
    async contestedSince(account_id, since) {
      const row = await run<{ count: string }>((sql) =>
        sql('holds').where({ account_id, kind: 'contest' }).where('created_at', '>', since).count().first(),
      );
      return Number(row.count);
    },
    async recreationAtDesk(profile, identifier) {
      const row = await run((sql) =>
        sql('holds')
          .where({ kind: 'legacy-recreation', state: 'desk' })
          .whereIn('account_id', sql('accounts').where({ profile, identifier }).select('id'))
          .first(sql.raw('1')),
      );
      return row !== undefined;
    },
    withdrawAll: (account_id) =>
      run<number>((sql) =>
        sql('holds')
          .where({ account_id, state: 'waiting' })
          .whereNot({ kind: 'contest' })
          .update({ state: 'withdrawn', content: null, ended_at: now() }),
      ),
    async replacedLately(account_id) {
      const rows = await run<{ id: string; undo: Buffer }[]>((sql) =>
        sql('holds')
          .where({ account_id, state: 'done' })
          .whereNotNull('undo')
          .where('ended_at', '>', new Date(now().getTime() - UNDO_MS))
          .orderBy('ended_at', 'desc')
          .select('id', 'undo'),
      );
      return rows.map(({ id, undo }) => toUndo(secrets.open(undo, sealed(id))));
    },
    async undoOf(id) {
      type Ended = Pick<Row, 'account_id' | 'ended_at'> & { readonly undo: Buffer | null };
      const row = await run<Ended | undefined>((sql) => sql('holds').where({ id }).forUpdate().first());
      if (!row?.undo) return undefined;
      const { account_id, ended_at, undo } = row;
      await run((sql) => sql('holds').where({ account_id }).where('ended_at', '>=', ended_at).update({ undo: null }));
      return toUndo(secrets.open(undo, sealed(id)));
    },
    async mayUndo(id) {
      const row = await run<{ id: string } | undefined>((sql) =>
        sql('holds').where({ id }).whereNotNull('undo').first('id'),
      );
      return row !== undefined;
    },
    async dispute(id) {
      const disputed = await run<number>((sql) =>
        sql('holds').where({ id, disputed_at: null }).update({ disputed_at: now() }),
      );
      return disputed === 1;
    },
    async end(id, state, { undo, stopped = false } = {}) {
      const ended = await run<number>((sql) =>
        sql('holds')
          .where({ id, state: 'waiting' })
          .update({
            state,
            content: null,
            ended_at: now(),
            stopped_at: stopped ? now() : null,
            undo: undo ? secrets.seal(JSON.stringify(undo), sealed(id)) : null,
          }),
      );
      return ended === 1;
    },
  };
}

/** What was on file, as it was sealed: instants are text there. */
function toUndo(text: string): Undo {
  const { confirmed, ...undo } = JSON.parse(text) as Omit<Undo, 'confirmed'> & { confirmed?: Record<string, string> };
  if (!confirmed) return undo;
  const at = (instant: string | undefined): Date | undefined => (instant ? new Date(instant) : undefined);
  return { ...undo, confirmed: { email: at(confirmed.email), mobile: at(confirmed.mobile) } };
}

/** The kind of a row says which of the two was sealed in it. */
function toDue(row: Row, content: HeldCard | HeldUpdate): DueHold {
  const hold = toHold(row);
  return (hold.kind === 'update-contacts' ? { hold, update: content } : { hold, card: content }) as DueHold;
}

function toHold(row: Row): Hold {
  return {
    id: row.id,
    kind: row.kind,
    folio: row.folio,
    accountId: row.account_id,
    state: row.state,
    createdAt: row.created_at,
    dueAt: row.due_at,
    confirmedAt: row.confirmed_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    delayedAt: row.delayed_at ?? undefined,
    disputedAt: row.disputed_at ?? undefined,
  };
}
