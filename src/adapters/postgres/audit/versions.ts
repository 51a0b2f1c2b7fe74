import type { Database } from '../database/database.ts';

/** Accounts that one report names; there may be more. */
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
