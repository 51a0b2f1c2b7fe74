import type { Knex } from 'knex';
import type { Account } from '../../../domain/account.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import {
  BESIDE,
  DEPENDENTS,
  digestOf,
  hasItsDependents,
  OTHER_DEPENDENTS,
  type ReadAccount,
  sameDigest,
} from './account-dependents.ts';
import { type AccountRow, toRow } from './account-row.ts';
import { carryVersion } from './carry-version.ts';

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
export type Marks = Partial<
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
  const table: Table = { database, secrets, macs: rowMacs(secrets) };
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

    /** Takes the row for this transaction as it is, without a check: for a repair alone. */
    lockAsItIs: async (id: string): Promise<AccountRow | undefined> => {
      const row = await read(table, (accounts) => accounts.where({ id }).forUpdate());
      return row && ownOf(row);
    },

    /** Signs the row that was locked as it is, with its current dependents: for a repair alone. */
    signAsItIs: (row: AccountRow): Promise<void> => signAsItIs(table, row),
  };
}

interface Table {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly macs: RowMacs;
}

const read = (
  { database }: Table,
  which: (accounts: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<ReadAccount | undefined> =>
  database.run((sql) => which(sql('accounts')).first('accounts.*', sql.raw(BESIDE)));

function checked({ macs }: Table, row: ReadAccount): AccountRow {
  const own = ownOf(row);
  macs.checked('accounts', own);
  if (row.alarmed) throw new TamperedRow({ ...nameOf(own), reason: 'is shut: a row of it did not verify', shut: true });
  if (!hasItsDependents(row)) throw new TamperedRow({ ...nameOf(own), reason: OTHER_DEPENDENTS });
  return own;
}

/** The account that was asked for by its id. */
function named(table: Table, row: ReadAccount, id: string): AccountRow {
  const own = checked(table, row);
  assertAsAsked('accounts', own, { id });
  return own;
}

async function find(table: Table, id: string): Promise<AccountRow | undefined> {
  const row = await read(table, (accounts) => accounts.where({ id }));
  return row && named(table, row, id);
}

async function lock(table: Table, id: string): Promise<AccountRow | undefined> {
  const row = await read(table, (accounts) => accounts.where({ id }).forUpdate());
  if (!row || hasItsDependents(row)) return row && named(table, row, id);
  // Where the lock was waited for, PostgreSQL gives the newest row beside older dependents: both are read again.
  return find(table, id);
}

async function write({ database, secrets, macs }: Table, before: AccountRow, after: object): Promise<void> {
  const version = before.version + 1;
  const { id, ...columns } = macs.signed('accounts', { ...before, ...after, version });
  await database.run((sql) => sql('accounts').where({ id }).update(columns));
  carryVersion(database, secrets, { id, version });
}

function changeDependents<T>(table: Table, id: string, change: () => Promise<T>): Promise<T> {
  return table.database.atomically(async () => {
    const before = await lock(table, id);
    const result = await change();
    const dependents = await dependentsNow(table, id);
    if (before && !sameDigest(before.dependents, dependents)) await write(table, before, { dependents });
    return result;
  });
}

async function dependentsNow({ database }: Table, id: string): Promise<Buffer | null> {
  const now = await database.run<{ macs: readonly Buffer[] } | undefined>((sql) =>
    sql('accounts')
      .where({ id })
      .first(sql.raw(`${DEPENDENTS} as macs`)),
  );
  return digestOf(now?.macs ?? []);
}

/** The version continues from the last one in the trail, whatever the row contains. */
async function signAsItIs(table: Table, row: AccountRow): Promise<void> {
  const last = await table.database.run<{ version: number | null } | undefined>((sql) =>
    sql('audit').where({ account_id: row.id }).max('account_version as version').first(),
  );
  const dependents = await dependentsNow(table, row.id);
  await write(table, { ...row, version: last?.version ?? 0 }, { dependents });
}

const nameOf = ({ id }: AccountRow) => ({ table: 'accounts', row: id, accountId: id }) as const;

/** The row without what was read beside it. */
const ownOf = ({ dependent_macs, alarmed, ...own }: ReadAccount): AccountRow => own;
