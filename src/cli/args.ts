import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';

/** A command line that is wrong, or a file that it names and cannot be read; exit code 2. */
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

/** Whether the usage is asked for: it goes to standard output, with exit 0. */
export const asksForHelp = (words: readonly string[]): boolean =>
  words[0] === '-h' || words[0] === 'help' || words.includes('--help');

/** Reads options and the words between them; throws UsageError in Spanish, also for an unknown option. */
export function readArgs<Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  try {
    return parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(optionMistake(error));
  }
}

/** The same for a command that takes no words between the options. */
export function readOptions<Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  const { values, positionals } = readArgs(words, options);
  if (positionals.length > 0) throw new UsageError(usageMistakes['word-unexpected']({ word: positionals[0] }));
  return values;
}

/** The mistake of a first word that is missing, or that names no act of the command. */
export const unknownVerb = (verb: string | undefined): UsageError =>
  new UsageError(
    verb === undefined ? usageMistakes['verb-missing']({}) : usageMistakes['verb-unknown']({ given: verb }),
  );

/** What `parseArgs` finds wrong, in Spanish and without its advice on quoting. */
function optionMistake(error: unknown): string {
  const { code, message } = error as Error & { readonly code?: string };
  const option = /'(?:-\w, )?(-[^\s']*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return usageMistakes['option-unknown']({ option });
  if (message.includes('does not take an argument')) return usageMistakes['option-takes-none']({ option });
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return usageMistakes['option-without-value']({ option });
  throw error;
}
