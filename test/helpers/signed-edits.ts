import { createHash } from 'node:crypto';
import { BESIDE } from '../../src/adapters/postgres/accounts/account-dependents.ts';
import { type Connection, type Database, openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { type BoundTableName, boundTable, boundTables } from '../../src/adapters/postgres/row-mac/bound-tables.ts';
import { type RowMacs, rowMacs } from '../../src/adapters/postgres/row-mac/row-macs.ts';
import { deriveSecrets, type KeyMaterial } from '../../src/adapters/secrets.ts';

type Run = Database['run'];
type Row = Record<string, unknown>;

const allBound = Object.keys(boundTables) as BoundTableName[];
/** What the MAC of an account covers. */
const ofAccounts: readonly BoundTableName[] = ['accounts', 'holds', 'provisional_keys', 'credentials', 'mandates'];

/**
 * The database of an app for tests that bring about a state by writing rows themselves: what they write is signed as the
 * product would have signed it. The app has its own, which signs nothing that it did not write.
 */
export function withSignedEdits(database: Database, secrets: KeyMaterial): Database {
  const run: Run = async (build) => {
    const query = build(database.knex) as unknown as { toSQL(): { method?: string; sql: string } };
    const { sql } = query.toSQL();
    const written = isEdit(sql) ? allBound.filter((table) => new RegExp(`\\b${table}\\b`).test(sql)) : [];
    if (written.length === 0) return database.run(build);
    // In one transaction: another test of the same app never finds the row as it is in between.
    return database.atomically(async () => {
      const result = await database.run(build);
      await signEdits(database.run, secrets, written);
      return result as never;
    });
  };
  return { ...database, run };
}

/** Whether a statement writes rows. */
export const isEdit = (sql: string): boolean => /^\s*(with\b[\s\S]*)?\b(insert|update|delete)\b/i.test(sql);

/** Signs every row of these bound tables that does not verify, and what accounts note of it. For tests alone. */
export async function signEdits(
  run: Run,
  secrets: KeyMaterial,
  tables: readonly BoundTableName[] = allBound,
): Promise<void> {
  const macs = rowMacs(secrets);
  for (const table of tables) if (table !== 'accounts') await signTable(run, macs, table);
  if (tables.some((table) => ofAccounts.includes(table))) await signAccounts(run, macs);
}

/** The same over a connection of one's own, with the key of a process. */
export const signEditsOf = (database: Database, secretsKey: string): Promise<void> =>
  signEdits(database.run, deriveSecrets([secretsKey]));

/** The same where a test has no connection of the product's. */
export async function signEditsAt(connection: Connection, secretsKey: string): Promise<void> {
  const database = openDatabase(connection, 1);
  await signEditsOf(database, secretsKey).finally(() => database.close());
}

async function signTable(run: Run, macs: RowMacs, table: BoundTableName): Promise<void> {
  for (const row of await run<Row[]>((sql) => sql(table).select()))
    if (!macs.fits(table, row)) await write(run, table, macs.signed(table, row));
}

async function signAccounts(run: Run, macs: RowMacs): Promise<void> {
  const rows = await run<(Row & { dependent_macs: Buffer[] })[]>((sql) =>
    sql('accounts').select('accounts.*', sql.raw(BESIDE)),
  );
  for (const { dependent_macs: hanging, alarmed, ...row } of rows) {
    const dependents = hanging.length === 0 ? null : createHash('sha256').update(Buffer.concat(hanging)).digest();
    const now = { ...row, dependents };
    if (!macs.fits('accounts', now)) await write(run, 'accounts', macs.signed('accounts', now));
  }
}

async function write(run: Run, table: BoundTableName, row: Row): Promise<void> {
  const where = Object.fromEntries(boundTable(table).key.map((column) => [column, row[column]]));
  const { mac, dependents } = row;
  await run((sql) =>
    sql(table)
      .where(where)
      .update(table === 'accounts' ? { mac, dependents } : { mac }),
  );
}
