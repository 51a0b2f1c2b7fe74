import { type Connection, type Database, openDatabase } from '../adapters/postgres/database/database.ts';
import { migrate } from '../adapters/postgres/database/migrate.ts';
import { loadLocalDatabase } from '../app/load-development.ts';
import type { Config } from '../config/config.ts';
import { complain } from './output.ts';

/** Opens the database of the server, or development's own, for an operator's command, and closes it afterwards. */
export async function withDatabase(
  config: Config,
  act: (database: Database, connection: Connection) => Promise<void>,
): Promise<void> {
  const local = config.databaseUrl ? undefined : await (await loadLocalDatabase(config)).startLocalDatabase(complain);
  const connection = local?.connection ?? (config.databaseUrl as Connection);
  const database = openDatabase(connection, 2);
  try {
    // The schema of a server's database is migrated by the server.
    if (local) await migrate(database, connection);
    await act(database, connection);
  } finally {
    await database.close();
    await local?.stop();
  }
}
