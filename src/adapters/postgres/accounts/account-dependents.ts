import { createHash } from 'node:crypto';
import type { RowFault } from '../../../ports/tampered-row.ts';
import type { AccountRow } from './account-row.ts';

/** Said of an account whose rows came back, went or were put in by themselves. */
export const OTHER_DEPENDENTS: RowFault = 'has other dependents than were written';

/** What is read beside the row, and stands in no column. */
interface Beside {
  readonly dependent_macs: readonly Buffer[];
  readonly alarmed: boolean;
}

/** A row of an account as it must be read to be checked: with `BESIDE`. */
export type ReadAccount = AccountRow & Beside;

/** MACs of what must neither come back nor go by itself: requests that wait or may be undone, and the key that was sent. */
export const DEPENDENTS = `array(select mac from holds where account_id = accounts.id
      and (state in ('waiting', 'desk') or undo is not null) order by id)
    || array(select mac from provisional_keys where account_id = accounts.id and ended_at is null order by id)`;

/** Columns that stand beside those of `accounts` wherever an account is read. */
export const BESIDE = `${DEPENDENTS} as dependent_macs,
    exists (select from row_alarms where row_alarms.account_id = accounts.id) as alarmed`;

/** What an account notes of the rows that hang from it: SHA-256 over their MACs, in their order; null for none. */
export const digestOf = (macs: readonly (Buffer | null)[]): Buffer | null =>
  macs.length === 0
    ? null
    : createHash('sha256')
        .update(Buffer.concat(macs.map((mac) => mac ?? Buffer.alloc(1))))
        .digest();

/** Whether what hangs from an account is what was written. */
export const hasItsDependents = ({ dependents, dependent_macs }: ReadAccount): boolean =>
  sameDigest(dependents, digestOf(dependent_macs));

export const sameDigest = (one: Buffer | null, other: Buffer | null): boolean =>
  one && other ? one.equals(other) : one === other;
