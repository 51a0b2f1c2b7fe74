import path from 'node:path';
import { type Connection, type Database, openDatabase } from './adapters/postgres/database.ts';
import { startLocalPostgres } from './adapters/postgres/local-server.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import type { Config } from './config.ts';
import { VAR } from './development.ts';

/**
 * Lets a command work on the database of the configuration and closes it, however the work ends. The one below var/ gets
 * its schema; that of a database of others is the server's business.
 */
export async function withDatabase<Result>(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  log: (text: string) => void,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const local = databaseUrl ? undefined : await startLocalPostgres({ folder: path.join(VAR, 'pg'), log });
  const database = openDatabase(local?.connection ?? (databaseUrl as Connection), 2);
  try {
    if (local) await migrate(database);
    return await work(database);
  } finally {
    await database.close();
    await local?.stop();
  }
}
