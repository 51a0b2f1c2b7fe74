import { type Connection, type Database, openDatabase } from '../adapters/postgres/database/database.ts';
import { isUpToDate, migrate } from '../adapters/postgres/database/migrate.ts';
import { grantRights, RoleRefused } from '../adapters/postgres/roles/apply.ts';
import { type Excess, excessOf, lacksOf, roleOf } from '../adapters/postgres/roles/excess.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { roleExcesses, someNames, startRefusals } from '../locales/es-CL/operator/start.ts';

/** How the server reaches its database: as itself, and as the owner of the schema if that is another role. */
interface Ways {
  readonly connection: Connection;
  readonly migrations?: Connection | undefined;
}

/**
 * Brings the schema up to date: as its owner if there is one, who then grants the server's role its rights; else as the
 * only role. In production the server's own role alters no schema: ConfigError says what to do.
 */
export async function bringUpToDate(
  database: Database,
  { connection, migrations }: Ways,
  { production }: Pick<Config, 'production'>,
): Promise<void> {
  if (migrations !== undefined) return migrateAs(migrations, await roleOf(database));
  if (!production) return migrate(database, connection);
  const lacks = await lacksOf(database, ['knex_migrations']);
  if (lacks.length > 0) throw lacking(await roleOf(database), lacks);
  if (!(await isUpToDate(database))) throw new ConfigError([startRefusals['schema-old']({})]);
}

async function migrateAs(migrations: Connection, server: string): Promise<void> {
  const owner = openDatabase(migrations, 2);
  try {
    await migrate(owner, migrations, () => grantRights(migrations, server));
  } catch (error) {
    if (error instanceof RoleRefused) throw new ConfigError([startRefusals['role-refused']({ reason: error.message })]);
    throw error;
  } finally {
    await owner.close();
  }
}

/** In production the server refuses a role that could alter schema or trail, and one that lacks a required right. */
export async function refuseWideRole(database: Database, { production }: Pick<Config, 'production'>): Promise<void> {
  if (!production) return;
  const [role, excess] = [await roleOf(database), await excessOf(database)];
  if (excess.length > 0)
    throw new ConfigError([startRefusals['role-wide']({ role, excess: excess.map(wordsOfExcess) })]);
  const lacks = await lacksOf(database);
  if (lacks.length > 0) throw lacking(role, lacks);
}

const wordsOfExcess = ({ excess, names }: Excess): string =>
  names.length === 0 ? roleExcesses[excess] : `${roleExcesses[excess]} ${someNames(names)}`;

const lacking = (role: string, lacks: readonly string[]): ConfigError =>
  new ConfigError([startRefusals['role-lacks']({ role, lacks })]);
