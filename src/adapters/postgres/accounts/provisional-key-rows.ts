import type { ProvisionalKey } from '../../../ports/provisional-keys.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type AccountRows, accountRows } from './account-rows.ts';
import { dispatchedAt } from './dispatched-at.ts';

/** A row of `provisional_keys`. */
export interface KeyRow {
  readonly id: string;
  readonly account_id: string;
  readonly kind: ProvisionalKey['kind'];
  readonly key_hash: string;
  readonly proved: boolean;
  readonly needs_mailbox: boolean;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  /** Messages that carry it. */
  readonly mail: string | null;
  readonly sms: string | null;
  readonly card_browser: Buffer | null;
  readonly card_at: Date | null;
}

/** When its messages were sent, as their own rows show. */
export interface Sent {
  readonly mail_at: Date | null;
  readonly sms_at: Date | null;
  readonly sms_asked_at: Date | null;
}

/** What provisional keys are read and written with. */
export interface KeyTable {
  readonly run: Database['run'];
  readonly rows: BoundRows<KeyRow>;
  readonly accounts: AccountRows;
  readonly now: () => Date;
}

export const keyTable = (database: Database, secrets: KeyMaterial, now: () => Date): KeyTable => ({
  run: database.run,
  rows: boundRows<KeyRow>(database, rowMacs(secrets), 'provisional_keys'),
  accounts: accountRows(database, secrets),
  now,
});

/** When the messages of a key were sent, as columns beside those of its row. */
export const sentOf = (key: string, prefix: string): string =>
  `(select sent_at from outbox where id = ${key}.mail and not withheld) as ${prefix}mail_at,
    (select sent_at from outbox where id = ${key}.sms and not withheld) as ${prefix}sms_at,
    (select created_at from outbox where id = ${key}.sms) as ${prefix}sms_asked_at`;

/** The key that is as `which` requires, with the instants at which its messages were sent; throws TamperedRow. */
export async function readKey({ run, rows }: KeyTable, which: Partial<KeyRow>): Promise<ProvisionalKey | undefined> {
  const row = await run<(KeyRow & Sent) | undefined>((sql) =>
    sql('provisional_keys as p')
      .where(which)
      .first('p.*', sql.raw(sentOf('p', ''))),
  );
  if (!row) return undefined;
  rows.checked(row, which);
  return toKey(row);
}

/** A row that was checked. */
export function toKey(row: KeyRow & Sent): ProvisionalKey {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    keyHash: row.key_hash,
    proved: row.proved,
    needsMailbox: row.needs_mailbox,
    createdAt: row.created_at,
    mailAt: dispatchedAt(row.created_at, row.mail_at),
    smsAt: dispatchedAt(row.created_at, row.sms_at),
    sms: row.sms ?? undefined,
    smsAskedAt: row.sms_asked_at ?? undefined,
  };
}
