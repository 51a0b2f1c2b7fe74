import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { readArgs, UsageError } from './args.ts';

/** What was asked for on the command line. */
export interface ImportAsked {
  readonly file: string;
  /** Where the report is written; none if it is left out. */
  readonly report: string | undefined;
}

/** Reads the arguments of the command; throws UsageError. */
export function readImportArgs(words: readonly string[]): ImportAsked {
  const { values, positionals } = readArgs(words, { report: { type: 'string' } });
  const [file, ...more] = positionals;
  if (!file) throw new UsageError(usageMistakes['option-required']({ name: 'ARCHIVO.csv' }));
  if (more.length > 0) throw new UsageError(usageMistakes['word-unexpected']({ word: more[0] }));
  return {
    file,
    report: values.report,
  };
}
