import { createPublicKey, type KeyObject } from 'node:crypto';
import { isGuessable } from '../../domain/secret-strength.ts';

/** Algorithms by which a client may sign: its assertions (RFC 7523) and its request objects (RFC 9101). */
export const clientAlgorithms = ['ES256', 'RS256', 'PS256'] as const;

export type ClientAlgorithm = (typeof clientAlgorithms)[number];

/** Those of them that the FAPI 2.0 Security Profile allows (5.4.1). */
export const fapiAlgorithms = ['ES256', 'PS256'] as const satisfies readonly ClientAlgorithm[];

/** A public key as a client's metadata has it (RFC 7517). */
export type Jwk = Readonly<Record<string, unknown>>;

const RSA_BITS = 2048;

/** What a key is: by which algorithms it verifies, and why by no other. */
export interface ReadKey {
  readonly algorithms: readonly ClientAlgorithm[];
  readonly why: string;
}

/**
 * Which signatures a key verifies, by its kind and its own parameters (`alg`, `use`, `key_ops`: RFC 7517, 4.2 to 4.4),
 * as the library will choose it later. Throws a RangeError with the reason if the key may not be used.
 */
export function readKey(jwk: Jwk): ReadKey {
  const fits = byKind(jwk);
  if (fits.algorithms.length === 0) return fits;
  const { alg, use, key_ops: operations } = jwk;
  if (use !== undefined && use !== 'sig') return none(`its "use" is ${JSON.stringify(use)}`);
  if (Array.isArray(operations) && !operations.includes('verify')) return none('its "key_ops" have no "verify"');
  if (alg === undefined) return fits;
  const algorithms = fits.algorithms.filter((one) => one === alg);
  return { algorithms, why: `its "alg" is ${JSON.stringify(alg)}` };
}

/** Curve and size decide (RFC 7518, 3.3 and 3.4). */
function byKind(jwk: Jwk): ReadKey {
  if (jwk.kty === 'EC' && jwk.crv === 'P-256') {
    readable(jwk);
    return { algorithms: ['ES256'], why: 'it is of P-256' };
  }
  if (jwk.kty === 'RSA') {
    const { modulusLength: bits = 0, publicExponent = 0n } = readable(jwk).asymmetricKeyDetails ?? {};
    if (bits < RSA_BITS) throw new RangeError(`has ${bits} bits: RSA has ${RSA_BITS} or more (RFC 7518, 3.3)`);
    // With an exponent of 1 every text is its own signature.
    if (publicExponent < 3n || publicExponent % 2n === 0n)
      throw new RangeError(`has the exponent ${publicExponent}: RSA has an odd one, 3 or more (RFC 8017, 3.1)`);
    return { algorithms: ['RS256', 'PS256'], why: 'it is of RSA' };
  }
  return none(`it is of ${[jwk.kty, jwk.crv].filter(Boolean).join(' ')}, and neither EC P-256 nor RSA`);
}

const none = (why: string): ReadKey => ({ algorithms: [], why });

function readable(jwk: Jwk): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new RangeError('is no public key that can be read (RFC 7518, 6)');
  }
}

/** The metadata field of a secret that is being retired; never in a file or in a response. */
export const FORMER_SECRET = 'former_secret';

/**
 * What the environment variable of a client may hold: one secret, or two separated by a comma during a rotation, newest
 * first.
 */
export interface ClientSecrets {
  readonly secret: string;
  readonly former: string | undefined;
}

/** Whether one of them was typed by hand: an attacker could guess it as well. */
export const hasGuessable = ({ secret, former = secret }: ClientSecrets): boolean => [secret, former].some(isGuessable);

/** Reads such a variable; undefined if it is not one or two secrets of at least 32 printable characters. */
export function readSecrets(value: string | undefined): ClientSecrets | undefined {
  const [secret = '', former, ...more] = (value ?? '').split(',').map((one) => one.trim());
  const right = [secret, former ?? secret].every((one) => /^[\x20-\x7e]{32,}$/.test(one));
  return right && more.length === 0 ? { secret, former } : undefined;
}
