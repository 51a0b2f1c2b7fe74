import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { locks } from './locks.ts';

const LOCKS = { machines: locks.machinesOfOrganisation, portal_clients: locks.clientsOfOrganisation } as const;

/**
 * How many rows of a table an organisation has, counted once the caller's transaction holds its lock: who
 * adds a second row at once waits for the first transaction.
 */
export async function countUnderLock(
  { run }: Pick<Database, 'run'>,
  table: keyof typeof LOCKS,
  organisation: string,
): Promise<number> {
  const number = createHash('sha256').update(organisation).digest().readInt32BE();
  await run((sql) => sql.raw('select pg_advisory_xact_lock(?, ?)', [LOCKS[table], number]));
  const [row] = await run<{ count: string }[]>((sql) => sql(table).where({ organisation }).count('* as count'));
  return Number(row?.count ?? 0);
}
