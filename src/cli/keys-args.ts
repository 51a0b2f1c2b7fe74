import { type Algorithm, TURNING } from '../domain/keyring.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { readArgs, UsageError, unknownVerb } from './args.ts';

/** What was asked for on the command line. */
export type Asked =
  | { readonly verb: 'list' }
  | { readonly verb: 'rotate'; readonly algorithms: readonly Algorithm[] }
  | { readonly verb: 'retire' | 'compromise'; readonly kid: string };

/** Reads the arguments of the command; throws UsageError. */
export function readKeysArgs(words: readonly string[]): Asked {
  const [verb, ...rest] = words;
  const { values, positionals } = readArgs(rest, { alg: { type: 'string' } });
  if (verb === 'rotate' && positionals.length === 0) return { verb, algorithms: algorithmsOf(values.alg) };
  if (values.alg !== undefined) throw new UsageError(usageMistakes['alg-only-rotate']({}));
  if (verb === 'list' && positionals.length === 0) return { verb };
  const [kid, ...more] = positionals;
  if (verb !== 'retire' && verb !== 'compromise') throw unknownVerb(verb && words.join(' '));
  if (!kid || more.length > 0) throw new UsageError(usageMistakes['kid-missing']({ verb }));
  return { verb, kid };
}

function algorithmsOf(text: string | undefined): readonly Algorithm[] {
  if (text === undefined) return TURNING;
  const found = TURNING.filter((algorithm) => algorithm === text);
  if (found.length === 0) throw new UsageError(usageMistakes['alg-unknown']({ known: TURNING, given: text }));
  return found;
}
