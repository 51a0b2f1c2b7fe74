import { NO_ACCOUNT } from '../../../domain/account.ts';
import type { Write } from '../database/write.ts';
import { DEPENDENTS, digestOf, sameDigest } from './account-dependents.ts';
import type { AccountRow } from './account-row.ts';
import { carryVersion } from './carry-version.ts';
import { type AccountTable, lock } from './read-account-rows.ts';

/** Writes columns over the row that was locked; the version of the row rises with each write. */
export async function write(
  { database, secrets, macs }: AccountTable,
  before: AccountRow,
  after: object,
): Promise<void> {
  const version = before.version + 1;
  const { id, ...columns } = macs.signed('accounts', { ...before, ...after, version });
  await database.soon(update(id, columns));
  carryVersion(database, secrets, { id, version });
}

/** By all columns of the row, in one order: one prepared statement for every change. */
function update(id: string, columns: object): Write {
  const names = Object.keys(columns).sort();
  const set = names.map((name, place) => `${name} = $${place + 2}`).join(', ');
  const values = [id, ...names.map((name) => (columns as Readonly<Record<string, unknown>>)[name])];
  return { name: 'Account.write', table: 'accounts', text: `update accounts set ${set} where id = $1`, values };
}

/** Changes what depends on an account, under a lock, and records the dependents in its row. */
export function changeDependents<T>(table: AccountTable, id: string, change: () => Promise<T>): Promise<T> {
  return table.database.atomically(async () => {
    const before = await lock(table, id);
    const result = await change();
    const dependents = await dependentsNow(table, id);
    if (before && !sameDigest(before.dependents, dependents)) await write(table, before, { dependents });
    return result;
  });
}

/** The same for an account that never exists: the same statements, and nothing is changed. */
export function pretendDependents(table: AccountTable, change: () => Promise<void>): Promise<void> {
  return table.database.atomically(async () => {
    await changeDependents(table, NO_ACCOUNT, change);
    // Stands for the write of the account's row.
    await table.database.soon({ name: 'Account.pretend', table: 'accounts', text: PRETEND, values: [NO_ACCOUNT] });
  });
}

const PRETEND = 'update accounts set mailbox_hmac = null where id = $1';

async function dependentsNow({ database }: AccountTable, id: string): Promise<Buffer | null> {
  const now = await database.run<{ macs: readonly Buffer[] } | undefined>((sql) =>
    sql('accounts')
      .where({ id })
      .first(sql.raw(`${DEPENDENTS} as macs`)),
  );
  return digestOf(now?.macs ?? []);
}

/**
 * Signs the row that was locked as it is, with its current dependents: for a repair alone. The version continues from
 * the last one in the trail, whatever the row contains.
 */
export async function signAsItIs(table: AccountTable, row: AccountRow): Promise<void> {
  const last = await table.database.run<{ version: number | null } | undefined>((sql) =>
    sql('audit').where({ account_id: row.id }).max('account_version as version').first(),
  );
  const dependents = await dependentsNow(table, row.id);
  await write(table, { ...row, version: last?.version ?? 0 }, { dependents });
}
