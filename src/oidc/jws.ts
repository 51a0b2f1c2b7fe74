import type { JsonWebKey } from 'node:crypto';
import { errors, type JWK, type JWTPayload, type JWTVerifyOptions, jwtVerify, SignJWT } from 'jose';

/** A key of this provider as the keyring gives it. */
export type SigningKey = JsonWebKey & { readonly kid: string; readonly alg: string };

/** The claims of a JWT of this provider; every other value is checked by its reader. */
export type Claims = Readonly<Record<string, unknown>>;

/** A signed JWT in compact form (RFC 7515, 7.1) by the first key that has this algorithm: ES256 or RS256. */
export async function signJws(
  keys: readonly SigningKey[],
  alg: string,
  typ: string,
  claims: JWTPayload,
): Promise<string> {
  const jwk = keys.find((key) => key.alg === alg);
  if (!jwk) throw new Error(`no key signs ${alg}`);
  return new SignJWT(claims).setProtectedHeader({ alg, kid: jwk.kid, typ }).sign({ ...jwk } as JWK);
}

/** What a JWT of this provider must have: its algorithm, `typ` and `iss`, and the time at which it has not expired. */
type Expected = Required<Pick<JWTVerifyOptions, 'typ' | 'issuer' | 'currentDate'>> & { readonly alg: 'ES256' };

/**
 * The claims of a JWT in compact form that one of these keys signed (RFC 7515, 5.2) and that meets every expectation;
 * undefined for any other text. The key is chosen among ours by `kid`, never taken from the token.
 */
export async function verifiedClaims(
  keys: readonly SigningKey[],
  token: string,
  { alg, ...expected }: Expected,
): Promise<Claims | undefined> {
  const own = ({ kid }: { readonly kid?: string }): JWK =>
    publicHalf(keys.find((key) => key.kid === kid && key.alg === alg));
  try {
    return (await jwtVerify(token, own, { ...expected, algorithms: [alg], requiredClaims: ['exp'] })).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function publicHalf(key: SigningKey | undefined): JWK {
  if (!key) throw new errors.JWKSNoMatchingKey();
  const { kty, crv, x, y } = key;
  return { kty, crv, x, y } as JWK;
}
