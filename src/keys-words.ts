import { parseArgs } from 'node:util';
import { optionMistake } from './cli/help.ts';
import { type Algorithm, TURNING } from './domain/keyring.ts';

export const KEYS_USAGE = `usage: npm run -s keys -- list
       npm run -s keys -- rotate [--alg ${TURNING.join(' | ')}]
       npm run -s keys -- retire KID
       npm run -s keys -- compromise KID
ES256 and RS256 sign tokens, HMAC signs cookies; without --alg all three get a successor.`;

/** What was asked for on the command line. */
export type Asked =
  | { readonly verb: 'list' }
  | { readonly verb: 'rotate'; readonly algorithms: readonly Algorithm[] }
  | { readonly verb: 'retire' | 'compromise'; readonly kid: string };

/** A command line that says nothing we know; the message is the usage. */
export class UsageError extends Error {
  constructor(mistake: string) {
    super(`${mistake}\n${KEYS_USAGE}`);
    this.name = 'UsageError';
  }
}

/** Reads the words behind the command; throws UsageError. */
export function readWords(words: readonly string[]): Asked {
  const [verb, ...rest] = words;
  const { values, positionals } = parsed(rest);
  if (verb === 'rotate' && positionals.length === 0) return { verb, algorithms: algorithmsOf(values.alg) };
  if (values.alg !== undefined) throw new UsageError('--alg goes with rotate');
  if (verb === 'list' && positionals.length === 0) return { verb };
  const [kid, ...more] = positionals;
  if (verb !== 'retire' && verb !== 'compromise')
    throw new UsageError(verb ? `unknown command: ${words.join(' ')}` : 'a command is missing');
  if (!kid || more.length > 0) throw new UsageError(`${verb} needs one KID, as list shows it`);
  return { verb, kid };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: { alg: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(optionMistake(error));
  }
}

function algorithmsOf(text: string | undefined): readonly Algorithm[] {
  if (text === undefined) return TURNING;
  const found = TURNING.filter((algorithm) => algorithm === text);
  if (found.length === 0) throw new UsageError(`--alg is none that turns: ${text}`);
  return found;
}
