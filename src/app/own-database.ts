import { storedRpId } from '../adapters/postgres/accounts/relying-party.ts';
import type { Connection, Database } from '../adapters/postgres/database/database.ts';
import { sharesSessions } from '../adapters/postgres/database/pooler.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { startRefusals } from '../locales/es-CL/operator/start.ts';

/**
 * A database with fictional people is never used for real ones, nor one with real people in a sandbox: throws
 * ConfigError.
 */
export async function refuseForeignDatabase(database: Database, { production, sandbox }: Config): Promise<void> {
  const { fictional, real } = await holds(database);
  if (sandbox && real) throw new ConfigError([startRefusals['database-of-real-people']({})]);
  if (production && !sandbox && fictional) throw new ConfigError([startRefusals['database-simulated']({})]);
}

/** Throws ConfigError if a pooler gives each transaction another session of the server: the product needs its own. */
export async function refuseSharedSessions(database: Database, connection: Connection): Promise<void> {
  if (await sharesSessions(database, connection)) throw new ConfigError([startRefusals['shared-sessions']({})]);
}

/** Throws ConfigError where passkeys were made for another domain than the configured one. */
export async function refuseOtherRpId(database: Database, { webauthnRpId }: Config): Promise<void> {
  const first = await storedRpId(database);
  if (first !== undefined && first !== webauthnRpId) throw new ConfigError([startRefusals['other-rp-id']({ first })]);
}

/** Both ends of an index, however many accounts there are; none of either in an empty table. */
const KINDS =
  'select coalesce(bool_or(simulado), false) as fictional, not coalesce(bool_and(simulado), true) as real from accounts';

async function holds({ run }: Database): Promise<{ readonly fictional: boolean; readonly real: boolean }> {
  const { rows } = await run<{ rows: [{ fictional: boolean; real: boolean }] }>((sql) => sql.raw(KINDS));
  return rows[0];
}
