import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { optionMistake } from './help.ts';

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
    throw new UsageError(optionMistake(error));
  }
}
