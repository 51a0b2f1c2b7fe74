import { ConfigError } from '../config/config.ts';
import { commandTexts } from '../locales/es-CL/operator/command.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { complain } from './output.ts';
import { printable } from './terminal.ts';

/** A class of errors that are reported by their message alone. */
export type Kind = abstract new (...args: never[]) => Error;

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
