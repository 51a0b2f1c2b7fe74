import { type Connection, type Database, openDatabase } from '../adapters/postgres/database/database.ts';
import { migrate } from '../adapters/postgres/database/migrate.ts';
import { loadLocalDatabase } from '../app/load-development.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import { Unavailable } from '../ports/unavailable.ts';

/** Says something that is no part of what the command was asked for: standard output belongs to that. */
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Lends an operator's command the database of the server, or development's own, and closes it afterwards. */
export async function withDatabase(
  config: Config,
  act: (database: Database, connection: Connection) => Promise<void>,
): Promise<void> {
  const local = config.databaseUrl ? undefined : await (await loadLocalDatabase(config)).startLocalDatabase(complain);
  const connection = local?.connection ?? (config.databaseUrl as Connection);
  const database = openDatabase(connection, 2);
  try {
    // The schema of a database of others is the server's business.
    if (local) await migrate(database, connection);
    await act(database, connection);
  } finally {
    await database.close();
    await local?.stop();
  }
}

type Kind = abstract new (...args: never[]) => Error;

/** Says why a command failed: what was to be expected in its own words, a fault with its place in the code. */
export function complainOf(error: unknown, ...expected: readonly Kind[]): void {
  if (error instanceof Unavailable && error.service === 'database') {
    complain(`la base de datos no responde${causeOf(error)}`);
    return;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const known =
    (error as { code?: unknown } | undefined)?.code ??
    [ConfigError, TamperedRow, ...expected].find((kind) => error instanceof kind);
  complain(known ? message : String(stack));
}

/** What the driver says of it, which never has the password: ": connect ECONNREFUSED 127.0.0.1:5432". */
function causeOf({ cause }: Unavailable): string {
  const { message = '', code = '' } = (cause ?? {}) as NodeJS.ErrnoException;
  return message || code ? `: ${message || code}` : '';
}
