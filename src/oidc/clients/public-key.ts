import { createHash, createPublicKey } from 'node:crypto';
import type { PublicJwk } from '../../domain/machine.ts';
import type { ReadPublicKey } from '../../ports/machine-pages.ts';
import { readKey, UnusableKey } from './secrets.ts';

/** Members that make up a key of each kind, in the order of RFC 7638, 3.2. */
const members: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  RSA: ['e', 'kty', 'n'],
};

const IS_PRIVATE = /PRIVATE KEY|"(?:d|k|p|q|dp|dq|qi)"\s*:/;

/**
 * Reads what was pasted as a public key: PEM, a JWK, or a set with one JWK. Its `kid` becomes its thumbprint. A private
 * key is refused before it is read.
 */
export const readPublicKey: ReadPublicKey = (pasted) => {
  if (IS_PRIVATE.test(pasted)) return { mistake: 'private' };
  const given = read(pasted.trim());
  const order = members[String(given?.kty)];
  if (!given || !order) return { mistake: given ? 'kind' : 'unreadable' };
  const own = Object.fromEntries(order.map((name) => [name, String(given[name] ?? '')]));
  try {
    if (readKey(own).algorithms.length === 0) return { mistake: 'kind' };
  } catch (error) {
    if (error instanceof UnusableKey) return { mistake: 'weak' };
    throw error;
  }
  const kid = createHash('sha256').update(JSON.stringify(own)).digest('base64url');
  return { jwk: { ...own, kid, use: 'sig' } as PublicJwk };
};

type Jwk = Readonly<Record<string, unknown>>;

function read(text: string): Jwk | undefined {
  try {
    if (!text.startsWith('{')) return createPublicKey(text).export({ format: 'jwk' }) as Jwk;
    const given = JSON.parse(text) as Jwk & { readonly keys?: unknown };
    if (!Array.isArray(given.keys)) return given;
    return given.keys.length === 1 ? (given.keys[0] as Jwk) : undefined;
  } catch {
    return undefined;
  }
}
