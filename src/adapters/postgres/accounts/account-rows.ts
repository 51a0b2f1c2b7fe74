import type { Account } from '../../../domain/account.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import type { ReadAccount } from './account-dependents.ts';
import { type AccountRow, toRow } from './account-row.ts';
import { type AccountTable, checked, find, lock, lockAsItIs } from './read-account-rows.ts';
import { changeDependents, pretendDependents, signAsItIs, write } from './write-account-rows.ts';

/** A new account: nothing depends on it; it was not contested or closed, and its sessions were not ended. */
const FRESH = {
  contested_at: null,
  closed_at: null,
  sessions_ended_at: null,
  session_kept: null,
  version: 1,
  dependents: null,
} as const;

/** Columns that are written by their own name. */
type Marks = Partial<
  Pick<
    AccountRow,
    'contested_at' | 'closed_at' | 'sessions_ended_at' | 'session_kept' | 'state' | 'contest' | 'email_confirmed_at'
  >
>;

/** Rows of accounts as they are checked and written. */
export type AccountRows = ReturnType<typeof accountRows>;

/**
 * The only place where rows of accounts are checked and written (floor 15): every other file reads them from here, and
 * each write raises the version of the row.
 */
export function accountRows(database: Database, secrets: KeyMaterial) {
  const table: AccountTable = { database, secrets, macs: rowMacs(secrets) };
  const fresh = (account: Account) => table.macs.signed('accounts', { ...toRow(account, secrets), ...FRESH });
  return {
    /** The row as it was read with `BESIDE`; throws TamperedRow. */
    checked: (row: ReadAccount | undefined): AccountRow | undefined => row && checked(table, row),

    find: (id: string): Promise<AccountRow | undefined> => find(table, id),

    /** Takes the row for this transaction; throws TamperedRow. */
    lock: (id: string): Promise<AccountRow | undefined> => lock(table, id),

    /** A row that is in no table and verifies: reading it costs as much as reading a stored one. */
    madeUp: (account: Account): ReadAccount => ({ ...fresh(account), dependent_macs: [], alarmed: false }),

    async insert(account: Account): Promise<void> {
      await database.run((sql) => sql('accounts').insert(fresh(account)));
    },

    /** Writes an account over the row that was locked. */
    save: (before: AccountRow, account: Account): Promise<void> => write(table, before, toRow(account, secrets)),

    /** Writes some columns over the row that was locked. */
    mark: (before: AccountRow, marks: Marks): Promise<void> => write(table, before, marks),

    /** Changes what depends on an account, under a lock, and records the dependents in its row. */
    changeDependents: <T>(id: string, change: () => Promise<T>): Promise<T> => changeDependents(table, id, change),

    /** Costs what `changeDependents` costs, for an account that never exists, and changes nothing (floor 2). */
    pretendDependents: (change: () => Promise<void>): Promise<void> => pretendDependents(table, change),

    /** Takes the row for this transaction as it is, without a check: for a repair alone. */
    lockAsItIs: (id: string): Promise<AccountRow | undefined> => lockAsItIs(table, id),

    /** Signs the row that was locked as it is, with its current dependents: for a repair alone. */
    signAsItIs: (row: AccountRow): Promise<void> => signAsItIs(table, row),
  };
}
