import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import type { SigningKey } from './sign-jws.ts';

/** What a JWT of ours says; every value is checked by its reader. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The claims of a JWT in compact form that one of these keys signed under this algorithm and type (RFC 7515, 5.2);
 * undefined for everything else, whatever it looks like. The key is chosen among ours by `kid`, never taken from the token.
 */
export function verifiedClaims(
  keys: readonly SigningKey[],
  token: string,
  { alg, typ }: { readonly alg: 'ES256'; readonly typ: string },
): Claims | undefined {
  const [head = '', claims = '', mark = '', ...more] = token.split('.');
  const header = parsed(head);
  const jwk = keys.find((key) => key.kid === header?.kid && key.alg === alg);
  if (more.length > 0 || !jwk || header?.alg !== alg || header.typ !== typ || header.crit !== undefined)
    return undefined;
  return isSignedBy(jwk, `${head}.${claims}`, mark) ? parsed(claims) : undefined;
}

function isSignedBy({ kty, crv, x, y }: JsonWebKey, text: string, mark: string): boolean {
  const jwk = { kty, crv, x, y } as JsonWebKey;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(mark, 'base64url'));
}

function parsed(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
