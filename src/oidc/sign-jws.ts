import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';

/** A key of the house as the keyring gives it. */
export type SigningKey = JsonWebKey & { readonly kid: string; readonly alg: string };

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed JWT in compact form (RFC 7515, 7.1) by the first key that has this algorithm: ES256 or RS256. */
export function signJws(keys: readonly SigningKey[], alg: string, typ: string, claims: object): string {
  const jwk = keys.find((key) => key.alg === alg);
  if (!jwk) throw new Error(`no key signs ${alg}`);
  const body = `${part({ alg, kid: jwk.kid, typ })}.${part(claims)}`;
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return `${body}.${sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
