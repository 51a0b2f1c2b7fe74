import { NO_ACCOUNT } from '../../../domain/account.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import type { RowMacs } from '../row-mac/row-macs.ts';
import {
  BESIDE,
  COLUMNS,
  DEPENDS_ON,
  hasItsDependents,
  OTHER_DEPENDENTS,
  type ReadAccount,
} from './account-dependents.ts';
import type { AccountRow } from './account-row.ts';

/** What rows of accounts are checked and written with. */
export interface AccountTable {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly macs: RowMacs;
}

const FIND = `select ${COLUMNS}, ${BESIDE} from accounts where accounts.id = $1`;

/** Prepared: to plan what is read beside the row costs more than to read it. */
async function read({ database }: AccountTable, id: string, locks = false): Promise<ReadAccount | undefined> {
  const statement = locks ? { name: 'Account.lock', text: `${FIND} for update` } : { name: 'Account.find', text: FIND };
  return (await database.named({ ...statement, values: [id] })).rows[0];
}

/** The row as it was read with `BESIDE`; throws TamperedRow. */
export function checked({ macs }: AccountTable, row: ReadAccount): AccountRow {
  const own = ownOf(row);
  macs.checked('accounts', own);
  if (row.alarmed) throw new TamperedRow({ ...nameOf(own), reason: 'is shut: a row of it did not verify', shut: true });
  if (!hasItsDependents(row)) throw new TamperedRow({ ...nameOf(own), reason: OTHER_DEPENDENTS });
  return own;
}

/** The account that was asked for by its id. */
function named(table: AccountTable, row: ReadAccount, id: string): AccountRow {
  const own = checked(table, row);
  assertAsAsked('accounts', own, { id });
  return own;
}

/** The row of an id, as this transaction locked it or as it is now; throws TamperedRow. */
export async function find(table: AccountTable, id: string): Promise<AccountRow | undefined> {
  const held = lockedBefore(table, id);
  return held ? held.row : findNow(table, id);
}

async function findNow(table: AccountTable, id: string): Promise<AccountRow | undefined> {
  const row = await read(table, id);
  return row && named(table, row, id);
}

/** Takes the row for this transaction; throws TamperedRow. What was taken and not written since is not read again. */
export async function lock(table: AccountTable, id: string): Promise<AccountRow | undefined> {
  const held = lockedBefore(table, id);
  if (held) return held.row;
  const keep = table.database.remember(lockOf(id), DEPENDS_ON);
  const row = await lockNow(table, id);
  // A row that was not there is not locked: only the one that never exists stays absent.
  if (row || id === NO_ACCOUNT) keep({ row } satisfies Locked);
  return row;
}

async function lockNow(table: AccountTable, id: string): Promise<AccountRow | undefined> {
  const row = await read(table, id, true);
  if (!row || hasItsDependents(row)) return row && named(table, row, id);
  // Where the lock was waited for, PostgreSQL gives the newest row beside older dependents: both are read again.
  return findNow(table, id);
}

/** A row that this transaction locked: no other one changes it, or what depends on it, before this one ends. */
interface Locked {
  readonly row: AccountRow | undefined;
}

const lockOf = (id: string): string => `Account.lock ${id}`;
const lockedBefore = ({ database }: AccountTable, id: string): Locked | undefined =>
  database.recall(lockOf(id)) as Locked | undefined;

/** The row as it is, taken for this transaction without a check: for a repair alone. */
export async function lockAsItIs(table: AccountTable, id: string): Promise<AccountRow | undefined> {
  const row = await read(table, id, true);
  return row && ownOf(row);
}

const nameOf = ({ id }: AccountRow) => ({ table: 'accounts', row: id, accountId: id }) as const;

/** The row without what was read beside it. */
const ownOf = ({ dependent_macs, alarmed, ...own }: ReadAccount): AccountRow => own;
