import { type Connection, type Database, openDatabase } from '../adapters/postgres/database/database.ts';
import { migrate } from '../adapters/postgres/database/migrate.ts';
import { loadLocalDatabase } from '../app/load-development.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { commandTexts } from '../locales/es-CL/operator/command.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { CommandRefused, UsageError } from './args.ts';
import { complain, outliveReaders } from './output.ts';
import { printable } from './terminal.ts';

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

type Kind = abstract new (...args: never[]) => Error;

/**
 * Runs a command of an operator to its end, also where the reader of its output is gone. An error is exit code 2 and
 * the usage for a command line that is wrong, else 1; an `expected` one is shown by its message alone.
 */
export async function runCommand(
  main: () => Promise<void>,
  usage: string,
  ...expected: readonly Kind[]
): Promise<void> {
  outliveReaders(process.stdout, process.stderr);
  try {
    await main();
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    complainOf(error, UsageError, CommandRefused, ...expected);
    if (error instanceof UsageError) complain(usage);
  }
}

/** Reports why a command failed: an expected error by its own message, a fault with its place in the code. */
export const complainOf = (error: unknown, ...expected: readonly Kind[]): void =>
  complain(failureText(error, [ConfigError, ...expected]));

function failureText(error: unknown, expected: readonly Kind[]): string {
  if (error instanceof TamperedRow) return tamperedText(error);
  if (error instanceof Unavailable && error.service === 'database')
    return commandTexts['database-away']({ cause: causeOf(error) });
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const known = (error as { code?: unknown } | undefined)?.code ?? expected.find((kind) => error instanceof kind);
  return known ? message : String(stack);
}

const tamperedText = ({ masked, table, reason }: TamperedRow): string =>
  commandTexts['row-tampered']({
    row: printable(masked),
    table,
    reason,
  });

/** The driver's message, which never contains the password: "connect ECONNREFUSED 127.0.0.1:5432". */
function causeOf({ cause }: Unavailable): string | undefined {
  const { message = '', code = '' } = (cause ?? {}) as NodeJS.ErrnoException;
  return message || code || undefined;
}
