import type { Rut } from '../../../domain/rut.ts';
import type { Database } from '../database/database.ts';

/**
 * RUT of companies that have a member with a session of our own pages, whose stored answer of the SII is older than
 * `before` or missing, the oldest first. It decides only what is read again: each answer is verified by its reader.
 */
export async function watchedCompanies(
  { run }: Pick<Database, 'run'>,
  { at, before, limit }: { readonly at: Date; readonly before: Date; readonly limit: number },
): Promise<readonly Rut[]> {
  const { rows } = await run<{ rows: { rut: Rut }[] }>((sql) => sql.raw(STATEMENT, { at, before, limit }));
  return rows.map(({ rut }) => rut);
}

const STATEMENT = `
  select organisation as rut from mandates
    left join lateral (select asked_at from companies where rut = organisation limit 1) known on true
  where ended_at is null and scope <> 'facilitador' and until_at > :at and (asked_at is null or asked_at < :before)
    and (select true from own_sessions where own_sessions.account_id = mandates.account_id and expires_at > :at limit 1)
  group by organisation, asked_at order by asked_at nulls first limit :limit`;
