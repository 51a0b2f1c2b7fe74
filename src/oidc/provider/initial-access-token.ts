import { randomBytes } from 'node:crypto';
import type { Adapter } from 'oidc-provider';

/** Days for which an initial access token registers clients. */
export const TOKEN_DAYS = 30;

/** Makes an initial access token in the provider's form (RFC 7591, 3): it registers clients until it expires. */
export async function makeInitialAccessToken(store: (model: string) => Adapter, now: Date): Promise<string> {
  const jti = randomBytes(32).toString('base64url');
  const iat = Math.floor(now.getTime() / 1000);
  const life = TOKEN_DAYS * 24 * 3600;
  const payload = { jti, kind: 'InitialAccessToken', iat, exp: iat + life, policies: ['sandbox'] };
  await store('InitialAccessToken').upsert(jti, payload, life);
  return jti;
}
