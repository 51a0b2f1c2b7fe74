import { parseArgs } from 'node:util';
import { type Algorithm, TURNING } from '../domain/keyring.ts';
import { optionMistake } from './help.ts';

export const KEYS_USAGE = `uso: npm run -s keys -- list
     npm run -s keys -- rotate [--alg ${TURNING.join(' | ')}]
     npm run -s keys -- retire KID
     npm run -s keys -- compromise KID
ES256 y RS256 firman tokens, HMAC firma cookies; sin --alg las tres reciben sucesora. KID: como lo muestra list.
Termina con 0 si se hizo, 1 si no se pudo, 2 si el uso es otro. Más en docs/keys.md.`;

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
export function readArgs(words: readonly string[]): Asked {
  const [verb, ...rest] = words;
  const { values, positionals } = parsed(rest);
  if (verb === 'rotate' && positionals.length === 0) return { verb, algorithms: algorithmsOf(values.alg) };
  if (values.alg !== undefined) throw new UsageError('--alg va solo con rotate');
  if (verb === 'list' && positionals.length === 0) return { verb };
  const [kid, ...more] = positionals;
  if (verb !== 'retire' && verb !== 'compromise')
    throw new UsageError(verb ? `no existe la orden ${words.join(' ')}` : 'falta la orden');
  if (!kid || more.length > 0) throw new UsageError(`${verb} lleva un KID, como lo muestra list`);
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
  if (found.length === 0) throw new UsageError(`--alg es ${TURNING.join(', ')}, y no ${text}`);
  return found;
}
