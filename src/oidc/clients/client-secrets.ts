import { isGuessable } from '../../domain/secret-strength.ts';

/** The metadata field of a secret that is on its way out; never in a file, nor in any answer. */
export const FORMER_SECRET = 'former_secret';

/** What the environment variable of a platform may hold: one secret, or two by a comma while they change, newest first. */
export interface ClientSecrets {
  readonly secret: string;
  readonly former: string | undefined;
}

/** Whether somebody typed one of them: the other side of the network could guess it as well. */
export const hasGuessable = ({ secret, former = secret }: ClientSecrets): boolean => [secret, former].some(isGuessable);

/** Reads such a variable; undefined when it is not one or two secrets of at least 32 printable characters. */
export function readSecrets(value: string | undefined): ClientSecrets | undefined {
  const [secret = '', former, ...more] = (value ?? '').split(',').map((one) => one.trim());
  const right = [secret, former ?? secret].every((one) => /^[\x20-\x7e]{32,}$/.test(one));
  return right && more.length === 0 ? { secret, former } : undefined;
}
