import { createHash } from 'node:crypto';
import type { RowFault } from '../../../ports/tampered-row.ts';
import { boundTable } from '../row-mac/bound-tables.ts';
import type { AccountRow } from './account-row.ts';

/** The fault of an account whose dependent rows were restored, removed or inserted by another hand. */
export const OTHER_DEPENDENTS: RowFault = 'has other dependents than were written';

/** What is read beside the row, and is in no column. */
interface Beside {
  readonly dependent_macs: readonly Buffer[];
  readonly alarmed: boolean;
}

/** A row of an account as it must be read to be checked: with `BESIDE`. */
export type ReadAccount = AccountRow & Beside;

/**
 * MACs of what must not be restored or removed by itself: requests that wait or can be undone, the key that was sent,
 * what the user holds beside the key, and what an organisation lets the account do.
 */
export const DEPENDENTS = `array(select mac from holds where account_id = accounts.id
      and (state in ('waiting', 'desk') or undo is not null) order by id)
    || array(select mac from provisional_keys where account_id = accounts.id and ended_at is null order by id)
    || array(select mac from credentials where account_id = accounts.id order by id)
    || array(select mac from mandates where account_id = accounts.id order by id)`;

/** The tables of an account and its dependents: what is written there may change what was read of it. */
export const DEPENDS_ON: ReadonlySet<string> = new Set([
  'accounts',
  'holds',
  'provisional_keys',
  'credentials',
  'mandates',
  'row_alarms',
]);

/** Columns that are read beside those of `accounts` wherever an account is read. */
export const BESIDE = `${DEPENDENTS} as dependent_macs,
    exists (select from row_alarms where row_alarms.account_id = accounts.id) as alarmed`;

/** Those of `accounts` by name: the result of a prepared statement stays the same where a migration adds a column. */
export const COLUMNS = [...boundTable('accounts').columns, 'mailbox_hmac', 'mac']
  .map((column) => `accounts.${column}`)
  .join(', ');

/** What an account records of the rows that depend on it: SHA-256 over their MACs, in their order; null for none. */
export const digestOf = (macs: readonly (Buffer | null)[]): Buffer | null =>
  macs.length === 0
    ? null
    : createHash('sha256')
        .update(Buffer.concat(macs.map((mac) => mac ?? Buffer.alloc(1))))
        .digest();

/** Whether the rows that depend on an account are those that were written. */
export const hasItsDependents = ({ dependents, dependent_macs }: ReadAccount): boolean =>
  sameDigest(dependents, digestOf(dependent_macs));

export const sameDigest = (one: Buffer | null, other: Buffer | null): boolean =>
  one && other ? one.equals(other) : one === other;
