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
      .join('accounts', 'accounts.id', `${table}.account_id`)
      .whereNull(`${table}.ended_at`)
      .where((ended) => ended.where('accounts.state', 'cerrada').orWhereNotNull('accounts.contested_at'))
      .orderBy(`${table}.created_at`)
      .limit(limit)
      .select(`${table}.id`),
  );
  return rows.map(({ id }) => id);
}
