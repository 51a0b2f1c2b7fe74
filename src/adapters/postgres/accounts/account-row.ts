import { type Account, type Contest, type Identifier, type IdentifierKind, numbered } from '../../../domain/account.ts';
import { cleanPersonal } from '../../../domain/registry-text.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { mailboxHmac } from './mailbox-hmac.ts';

/** A row of the table. */
export interface AccountRow {
  readonly id: string;
  readonly profile: Account['profile'];
  readonly kind: IdentifierKind;
  readonly identifier: Identifier;
  readonly subject_id: string;
  readonly state: Account['state'];
  readonly identidad: Account['identidad'];
  readonly key_hash: string;
  readonly key_changed_at: Date;
  readonly question_id: number | null;
  readonly answer_hash: string | null;
  readonly personal: Buffer;
  readonly simulado: boolean;
  readonly key_needs_card: boolean;
  /** Null for no: as in rows that were signed before the column was. */
  readonly key_short: true | null;
  readonly created_at: Date;
  readonly email_confirmed_at: Date | null;
  readonly mobile_confirmed_at: Date | null;
  readonly identity_proved_at: Date | null;
  readonly known_login_at: Date | null;
  readonly stolen_at: Date | null;
  readonly contest: Contest | null;
  readonly contested_at: Date | null;
  readonly closed_at: Date | null;
  /** Written where sessions end, and nowhere else. */
  readonly sessions_ended_at: Date | null;
  readonly session_kept: string | null;
  /** Grows by one each time the row is written; the audit trail knows each. */
  readonly version: number;
  /**
   * Digest of the MACs of the rows that depend on the account and must not be restored or removed by themselves; null
   * for none.
   */
  readonly dependents: Buffer | null;
  /** Finds accounts that share a mailbox. */
  readonly mailbox_hmac?: Buffer | null;
  readonly mac?: Buffer | null;
}

/** The columns that no edit of an account writes: they stay as they are in the row. */
type Kept = 'contested_at' | 'closed_at' | 'sessions_ended_at' | 'session_kept' | 'version' | 'dependents' | 'mac';

/** Opens a row; throws when its sealed data is not its own. */
export function toAccount(row: AccountRow, secrets: KeyMaterial): Account {
  const question = row.question_id !== null && row.answer_hash !== null;
  return {
    id: row.id,
    profile: row.profile,
    ...numbered(row.kind, row.identifier),
    subject: row.subject_id,
    state: row.state,
    identidad: row.identidad,
    keyHash: row.key_hash,
    keyChangedAt: row.key_changed_at,
    question: question ? { id: row.question_id, answerHash: row.answer_hash } : undefined,
    personal: cleanPersonal(JSON.parse(secrets.open(row.personal, `account:${row.id}`))),
    simulado: row.simulado,
    keyNeedsCard: row.key_needs_card,
    keyShort: row.key_short ?? undefined,
    createdAt: row.created_at,
    confirmed: { email: row.email_confirmed_at ?? undefined, mobile: row.mobile_confirmed_at ?? undefined },
    identityProvedAt: row.identity_proved_at ?? undefined,
    stolenAt: row.stolen_at ?? undefined,
    knownLoginAt: row.known_login_at ?? undefined,
    contest: row.contest ?? undefined,
    sessionsEndedAt: row.sessions_ended_at ?? undefined,
    sessionKept: row.session_kept ?? undefined,
    alone: row.dependents === null,
  };
}

/** What an edit of an account writes, its personal data sealed under its id. */
export function toRow(account: Account, secrets: KeyMaterial): Omit<AccountRow, Kept> {
  return {
    id: account.id,
    profile: account.profile,
    kind: account.kind,
    identifier: account.identifier,
    subject_id: account.subject,
    state: account.state,
    identidad: account.identidad,
    key_hash: account.keyHash,
    key_changed_at: account.keyChangedAt,
    question_id: account.question?.id ?? null,
    answer_hash: account.question?.answerHash ?? null,
    personal: secrets.seal(JSON.stringify(account.personal), `account:${account.id}`),
    simulado: account.simulado,
    key_needs_card: account.keyNeedsCard,
    key_short: account.keyShort ? true : null,
    created_at: account.createdAt,
    email_confirmed_at: account.confirmed.email ?? null,
    mobile_confirmed_at: account.confirmed.mobile ?? null,
    identity_proved_at: account.identityProvedAt ?? null,
    stolen_at: account.stolenAt ?? null,
    known_login_at: account.knownLoginAt ?? null,
    contest: account.contest ?? null,
    mailbox_hmac: mailboxHmac(secrets, account.personal.email),
  };
}
