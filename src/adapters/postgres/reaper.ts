import type { Accounts } from '../../ports/accounts.ts';
import type { Database } from './database.ts';

const BATCH = 1000;
const BATCHES = 50;

/** Tables of rows that end by themselves: the column that says when, and the grace after it. */
const ending: readonly (readonly [table: string, column: string, grace: string])[] = [
  ...[
    'access_token',
    'authorization_code',
    'refresh_token',
    'device_code',
    'session',
    'grant',
    'interaction',
    'replay_detection',
    'pushed_authorization_request',
    'client_credentials',
    'client',
    'initial_access_token',
    'registration_access_token',
  ].map((model) => [`oidc_${model}`, 'expires_at', '0 seconds'] as const),
  ['captchas', 'expires_at', '0 seconds'],
  ['recoveries', 'expires_at', '0 seconds'],
  ['key_changes', 'expires_at', '0 seconds'],
  ['data_updates', 'expires_at', '0 seconds'],
  ['contact_codes', 'created_at', '30 days'],
  ['account_codes', 'created_at', '30 days'],
  ['links', 'expires_at', '30 days'],
  // What is not final yet has no end.
  ['company_changes', 'ended_at', '1 day'],
  ['legacy_keys', 'expires_at', '0 seconds'],
  ['logout_notices', 'created_at', '30 days'],
  ['event_notices', 'created_at', '30 days'],
  ['own_sessions', 'expires_at', '0 seconds'],
  ['exports', 'expires_at', '0 seconds'],
  // Longer than any session lives: what a request under way writes back has expired by then.
  ['ended_sessions', 'ended_at', '1 day'],
];

/** A hundred wrong keys in a row have no end but a right key (NIST): a pause of some days does not begin them anew. */
const BUDGETS = { idle: "window_ends < now() - interval '1 day'", inARow: "window_ends < now() - interval '400 days'" };

/** Deletes what has expired, in small batches that block nobody, and lapsed registrations. Says how many rows went. */
export async function reap(database: Database, accounts: Accounts, lapsedBefore: Date): Promise<number> {
  let total = await accounts.lapse(lapsedBefore);
  await forgetUndone(database);
  for (const [table, column, grace] of ending) total += await reapTable(database, table, column, grace);
  total += await reapWhere(database, 'throttles', `${BUDGETS.idle} and consecutive = 0`);
  total += await reapWhere(database, 'throttles', BUDGETS.inARow);
  await forgetLostTokens(database);
  return total;
}

/** Contacts that were replaced are kept for seven days, in which the old ones may bring them back. */
async function forgetUndone({ run }: Database): Promise<void> {
  await run((sql) =>
    sql('holds')
      .whereNotNull('undo')
      .where('ended_at', '<', sql.raw("now() - interval '7 days'"))
      .update({ undo: null }),
  );
}

/** A platform that registered itself and was not used is gone; so is the token with which it managed itself. */
async function forgetLostTokens({ run }: Database): Promise<void> {
  await run((sql) =>
    sql('oidc_registration_access_token as token')
      .whereNotExists(
        sql('oidc_client')
          .whereRaw("oidc_client.id = sha256(convert_to(token.payload ->> 'clientId', 'UTF8'))")
          .select(sql.raw('1')),
      )
      .delete(),
  );
}

const reapTable = (database: Database, table: string, column: string, grace: string): Promise<number> =>
  reapWhere(database, table, `${column} < now() - interval '${grace}'`);

async function reapWhere({ run }: Database, table: string, ended: string): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { rowCount } = await run<{ rowCount: number }>((sql) =>
      sql.raw(
        `delete from ${table} where ctid in (select ctid from ${table}
         where ${ended} limit ${BATCH} for update skip locked)`,
      ),
    );
    total += rowCount;
    if (rowCount < BATCH) break;
  }
  return total;
}
