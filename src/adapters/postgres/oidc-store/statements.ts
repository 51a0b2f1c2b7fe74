import { type BoundTableName, boundTable } from '../row-mac/bound-tables.ts';
import { spentInSql } from '../row-mac/spent-mac.ts';

export type ModelTable = Extract<BoundTableName, `oidc_${string}`>;

/** The table of a model of the provider. */
export const tableOf = (model: string): ModelTable =>
  `oidc_${model.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}` as ModelTable;

/** Uses of one refresh token within its grace period: more than a user has tabs, and a bound for a loop. */
const MOST_REPEATS = 50;

/**
 * Within its grace period a rotated refresh token counts as unused. The clock is the database's, and does not advance
 * within a transaction: a request that came in time and waited for the row is in time, and a token that was found
 * unused does not become a replay a moment later.
 */
const IN_GRACE = `serves_until > now() and repeats < ${MOST_REPEATS}`;

/**
 * The first use begins the grace period of `$2` seconds; none begins where it is zero, and no later use moves its end.
 */
const CONSUME_WITH_GRACE = `with grace as materialized (
    select case when $2::integer > 0 then clock_timestamp() + $2::integer * interval '1 second' end as ends)
  update oidc_refresh_token set
    consumed_at = coalesce(consumed_at, clock_timestamp()),
    serves_until = case when consumed_at is null then grace.ends else serves_until end,
    mac = case when consumed_at is null then ${spentInSql('mac', 'grace.ends')} else mac end,
    repeats = repeats + case when consumed_at is null then 0 else 1 end
  from grace where id = $1 and (consumed_at is null or ${IN_GRACE})`;

/**
 * The statements of a model; of each row all that is bound is read, so that it can be checked, and by name: a column that
 * a migration adds beside a running server changes the result of no prepared statement.
 */
export function statements(model: string) {
  const table = tableOf(model);
  const refreshes = model === 'RefreshToken';
  // A request that was under way may write an ended session back: it does not count.
  const ended = `exists (select 1 from ended_sessions where ended_sessions.uid = ${table}.uid)`;
  const alive = `(expires_at is null or expires_at > now())${model === 'Session' ? ` and not ${ended}` : ''}`;
  const read = `${[...boundTable(table).columns, 'mac'].join(', ')}${refreshes ? `, ${IN_GRACE} as in_grace` : ''}`;
  const columns = `into ${table} (id, payload, grant_id, uid, user_code, expires_at, mac)`;
  const values = '$1, $2::jsonb, $3, $4, $5, $6::timestamptz, $7';
  // A used row stays used, whichever request saves it once more.
  const spent = spentInSql('excluded.mac', refreshes ? `${table}.serves_until` : undefined);
  const update = `on conflict (id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
    uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at,
    mac = case when ${table}.consumed_at is null then excluded.mac else ${spent} end`;
  const changed = `payload = $2::jsonb, grant_id = $3, uid = $4, user_code = $5, expires_at = $6::timestamptz, mac = $7`;
  return {
    replace: `update ${table} set ${changed} where id = $1`,
    replaceLazily: `with lazy as materialized (select set_config('synchronous_commit', 'off', true))
      update ${table} set ${changed} from lazy where id = $1`,
    upsert: `insert ${columns} values (${values}) ${update}`,
    // The setting applies to this one statement's commit only.
    upsertLazily: `with lazy as materialized (select set_config('synchronous_commit', 'off', true))
      insert ${columns} select ${values} from lazy ${update}`,
    insertOnce: `insert ${columns} values (${values}) on conflict (id) do nothing`,
    find: `select ${read} from ${table} where id = $1 and ${alive}`,
    lock: `select ${read} from ${table} where id = $1 and ${alive} for update`,
    findByUid: `select ${read} from ${table} where uid = $1 and ${alive}`,
    findByUserCode: `select ${read} from ${table} where user_code = $1 and ${alive}`,
    consume: refreshes
      ? CONSUME_WITH_GRACE
      : `update ${table} set consumed_at = now(), mac = ${spentInSql('mac')} where id = $1 and consumed_at is null`,
    grantOf: `select grant_id from ${table} where id = $1`,
    destroy: `delete from ${table} where id = $1`,
    destroyLazily: `with lazy as materialized (select set_config('synchronous_commit', 'off', true))
      delete from ${table} using lazy where id = $1`,
    revokeByGrantId: `delete from ${table} where grant_id = $1`,
  };
}

export type Statements = ReturnType<typeof statements>;
