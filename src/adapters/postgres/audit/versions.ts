import type { Database } from '../database/database.ts';

/** Accounts, or rows, that one report names; there may be more. */
const MOST = 100;

/** An account whose row is not the one that the trail knows. */
interface OddVersion {
  readonly accountId: string;
  /** Of the row. */
  readonly version: number;
  /** The newest that an act of the trail carries. */
  readonly known: number;
}

/**
 * Accounts whose row has another version than the newest in the trail: an older one was put back, or acts were removed
 * (floor 15). An account without an act in the trail is skipped: its acts may be past their term.
 */
export async function oddVersions({ run }: Pick<Database, 'run'>): Promise<readonly OddVersion[]> {
  const { rows } = await run<{ rows: OddVersion[] }>((sql) => sql.raw(ODD, [MOST]));
  return rows;
}

const ODD = `
  select id as "accountId", version, known from accounts
  join (select account_id, max(account_version) as known from audit where account_version is not null group by account_id)
    as trail on trail.account_id = accounts.id
  where version <> known order by id limit ?`;

/** A row whose version is not the newest one that the trail knows. */
export interface OddRow {
  readonly table: string;
  /** Its key. */
  readonly row: string;
  /** Of the row; null where it is gone. */
  readonly version: number | null;
  readonly known: number;
}

/**
 * The same of members of the staff, of marks of accounts, of cases, of requests for facilitadores, of clients of the
 * portal with their records, of machines and of invitations of members. Members are never
 * deleted, and marks with their account alone: of both a row that is gone is named too. A case and a request end by
 * their terms.
 */
export async function oddRows({ run }: Pick<Database, 'run'>): Promise<readonly OddRow[]> {
  const { rows } = await run<{ rows: OddRow[] }>((sql) => sql.raw(ODD_ROWS, [MOST]));
  return rows;
}

const ODD_ROWS = `
  with trail as (
    select split_part(details ->> 'row', ':', 1) as "table", split_part(details ->> 'row', ':', 2) as key,
      max((details ->> 'rowVersion')::integer) as known
    from audit where details ->> 'row' is not null group by 1, 2
  ), own as (
    select 'staff' as "table", id::text as key, coalesce(version, 0) as version from staff
    union all select 'reserved_accounts', account_id::text, coalesce(version, 0) from reserved_accounts
    union all select 'cases', id::text, coalesce(version, 0) from cases
    union all select 'facilitador_requests', id::text, version from facilitador_requests
    union all select 'portal_clients', id::text, version from portal_clients
    union all select 'platform_records', client_id::text, coalesce(version, 0) from platform_records
    union all select 'machines', id::text, version from machines
    union all select 'member_invitations', id::text, coalesce(version, 0) from member_invitations
  )
  select trail."table", trail.key as row, own.version, trail.known from trail left join own using ("table", key)
  where own.version <> trail.known or own.version is null and (trail."table" = 'staff'
    or trail."table" = 'reserved_accounts' and exists (select from accounts where accounts.id::text = trail.key))
  order by 1, 2 limit ?`;
