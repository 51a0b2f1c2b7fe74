import { generateKeyPair, type JsonWebKey, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Algorithm, RingKey } from '../domain/keyring.ts';

/** What each algorithm is for. */
export const purposes: Readonly<Record<Algorithm, RingKey['purpose']>> = {
  ES256: 'signing',
  RS256: 'signing',
  HMAC: 'cookies',
  SALT: 'subjects',
};

const pair = promisify(generateKeyPair);
const jwk = (key: { export(options: { format: 'jwk' }): unknown }): string =>
  JSON.stringify(key.export({ format: 'jwk' }));
const secret = async (): Promise<string> => randomBytes(32).toString('base64url');

const makers: Readonly<Record<Algorithm, () => Promise<string>>> = {
  ES256: async () => jwk((await pair('ec', { namedCurve: 'P-256' })).privateKey),
  RS256: async () => jwk((await pair('rsa', { modulusLength: 3072 })).privateKey),
  HMAC: secret,
  SALT: secret,
};

/** Material of a new key: a private JWK, or 32 random bytes. */
export const newMaterial = (algorithm: Algorithm): Promise<string> => makers[algorithm]();

/** The public members of a JWK (RFC 7518, 6.2.1 and 6.3.1). */
export function publicPart(material: string): string {
  const { kty, crv, x, y, n, e } = JSON.parse(material) as JsonWebKey;
  return JSON.stringify({ kty, crv, x, y, n, e });
}
