import type { Connection, Database } from '../adapters/postgres/database/database.ts';
import { sharesSessions } from '../adapters/postgres/database/pooler.ts';
import { type Config, ConfigError } from '../config/config.ts';

/** A database in which fictional people live is never put before real ones, nor one of real people into a sandbox: throws ConfigError. */
export async function refuseStrangers(database: Database, { production, sandbox }: Config): Promise<void> {
  const { fictional, real } = await holds(database);
  if (sandbox && real)
    throw new ConfigError([
      'DATABASE_URL: this database holds accounts of real people; a sandbox needs one of its own',
    ]);
  if (production && !sandbox && fictional)
    throw new ConfigError(['DATABASE_URL: this database holds simulated accounts; production needs one of its own']);
}

/** Throws ConfigError where a pooler gives each transaction another session of the server: the product needs its own. */
export async function refuseSharedSessions(database: Database, connection: Connection): Promise<void> {
  if (await sharesSessions(database, connection))
    throw new ConfigError([
      'DATABASE_URL: a pooler (PgBouncer) gives each transaction another session of PostgreSQL, and prepared statements, NOTIFY and locks are lost there; set its pool_mode to session, or name the server itself',
    ]);
}

/** Both ends of an index, however many accounts there are; none of either in an empty table. */
const KINDS =
  'select coalesce(bool_or(simulado), false) as fictional, not coalesce(bool_and(simulado), true) as real from accounts';

async function holds({ run }: Database): Promise<{ readonly fictional: boolean; readonly real: boolean }> {
  const { rows } = await run<{ rows: [{ fictional: boolean; real: boolean }] }>((sql) => sql.raw(KINDS));
  return rows[0];
}
