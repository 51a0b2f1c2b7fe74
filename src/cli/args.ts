import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** A command line that says nothing we know, or a file that it names and cannot be read; exit code 2. */
export class UsageError extends Error {
  constructor(mistake: string) {
    super(mistake);
    this.name = 'UsageError';
  }
}

/** What was asked for cannot be done now; the message says why. Exit code 1. */
export class CommandRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'CommandRefused';
  }
}

/** Reads options and the words between them; throws UsageError in Spanish. */
export function readArgs<Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(mistakeOf(error as Error & { readonly code?: string }));
  }
}

function mistakeOf({ code, message }: { readonly code?: string; readonly message: string }): string {
  const option = /'(?:-\w, )?(-[^\s']*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `no existe la opción ${option}`;
  if (message.includes('does not take an argument')) return `la opción ${option} no lleva valor`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `a la opción ${option} le falta su valor`;
  return message;
}
