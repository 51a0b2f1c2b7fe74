import type { Rut } from '../../../domain/rut.ts';
import type { Database } from '../database/database.ts';

const DAY_MS = 86_400_000;

/**
 * RUT of companies in use (no public bodies), whose stored answer of the SII is older than `before` or missing, the oldest
 * first, and those whose change waits (their answer stays old) after all others: a member has a session of our own pages, someone has a grant at a client of the portal, or a machine was used
 * today or yesterday (days of UTC). It decides only what is read again: each answer is verified by its reader.
 */
export async function watchedCompanies(
  { run }: Pick<Database, 'run'>,
  { at, before, limit }: { readonly at: Date; readonly before: Date; readonly limit: number },
): Promise<readonly Rut[]> {
  const day = new Date(at.getTime() - DAY_MS).toISOString().slice(0, 10);
  const { rows } = await run<{ rows: { rut: Rut }[] }>((sql) => sql.raw(STATEMENT, { at, before, limit, day }));
  return rows.map(({ rut }) => rut);
}

const MEMBERS = `
  select organisation from mandates
  where ended_at is null and scope <> 'facilitador' and until_at > :at
    and (select true from own_sessions where own_sessions.account_id = mandates.account_id and expires_at > :at limit 1)`;

const CLIENTS = `
  select organisation from portal_clients
  where state <> 'suspendida' and (
    select expires_at from oidc_grant where payload ->> 'clientId' = 'p-' || portal_clients.id
    order by expires_at desc limit 1) > now()`;

const MACHINES = `
  select organisation from machines where id in (select machine_id from machine_uses where day >= :day)`;

const STATEMENT = `
  select organisation as rut from (${MEMBERS} union ${CLIENTS} union ${MACHINES}) used
    left join lateral (select asked_at from companies where rut = organisation limit 1) known on true
    left join company_changes waits on waits.rut = organisation and waits.ended_at is null and waits.seen_at > asked_at
  where (asked_at is null or asked_at < :before)
    and exists (select from accounts where profile = 'juridica' and identifier = organisation)
  order by waits.rut is not null, asked_at nulls first limit :limit`;
