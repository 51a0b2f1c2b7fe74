import type { Database } from '../database/database.ts';

/**
 * Ids of the rows that are open, of companies whose account was closed or taken back, the oldest first; each is
 * verified when it is ended.
 */
export async function ofEndedCompanies(
  { run }: Pick<Database, 'run'>,
  table: 'facilitador_requests' | 'facilitador_invitations',
  limit: number,
): Promise<readonly string[]> {
  const rows = await run<{ id: string }[]>((sql) =>
    sql(table)
      .whereNull('ended_at')
      // The account of each open row by its key: a join may read all of both tables.
      .whereRaw(`(select state = 'cerrada' or contested_at is not null from accounts where id = account_id)`)
      .orderBy('created_at')
      .limit(limit)
      .select('id'),
  );
  return rows.map(({ id }) => id);
}
