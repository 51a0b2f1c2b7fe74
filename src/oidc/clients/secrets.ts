import { createPublicKey, type KeyObject } from 'node:crypto';
import { isGuessable } from '../../domain/secret-strength.ts';
import type { ClientMistake, KeyReason } from '../../ports/client-mistakes.ts';

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
  readonly why: KeyReason;
}

/** A key that may not be used, with its mistake. */
export class UnusableKey extends Error {
  readonly mistake: ClientMistake;

  constructor(mistake: ClientMistake) {
    super(mistake.code);
    this.name = 'UnusableKey';
    this.mistake = mistake;
  }
}

/**
 * Which signatures a key verifies, by its kind and its own parameters (`alg`, `use`, `key_ops`: RFC 7517, 4.2 to 4.4),
 * as the library will choose it later. Throws UnusableKey if the key may not be used.
 */
export function readKey(jwk: Jwk): ReadKey {
  const fits = byKind(jwk);
  if (fits.algorithms.length === 0) return fits;
  const { alg, use, key_ops: operations } = jwk;
  if (use !== undefined && use !== 'sig') return none({ code: 'use', value: JSON.stringify(use) });
  if (Array.isArray(operations) && !operations.includes('verify')) return none({ code: 'operations' });
  if (alg === undefined) return fits;
  const algorithms = fits.algorithms.filter((one) => one === alg);
  return { algorithms, why: { code: 'alg', value: JSON.stringify(alg) } };
}

/** Curve, size (RFC 7518, 3.3 and 3.4) and exponent (RFC 8017, 3.1) decide. */
function byKind(jwk: Jwk): ReadKey {
  if (jwk.kty === 'EC' && jwk.crv === 'P-256') {
    readable(jwk);
    return { algorithms: ['ES256'], why: { code: 'curve-p256' } };
  }
  if (jwk.kty === 'RSA') {
    const { modulusLength: bits = 0, publicExponent = 0n } = readable(jwk).asymmetricKeyDetails ?? {};
    if (bits < RSA_BITS) throw new UnusableKey({ code: 'key-bits', bits, least: RSA_BITS });
    // With an exponent of 1 every text is its own signature.
    if (publicExponent < 3n || publicExponent % 2n === 0n)
      throw new UnusableKey({ code: 'key-exponent', exponent: String(publicExponent) });
    return { algorithms: ['RS256', 'PS256'], why: { code: 'rsa' } };
  }
  return none({ code: 'kind', kind: [jwk.kty, jwk.crv].filter(Boolean).join(' ') });
}

const none = (why: KeyReason): ReadKey => ({ algorithms: [], why });

function readable(jwk: Jwk): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new UnusableKey({ code: 'key-unreadable' });
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
