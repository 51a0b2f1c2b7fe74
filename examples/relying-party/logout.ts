import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { buildEndSessionUrl, type Configuration } from 'openid-client';
import type { Session, SignIn } from './session.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** The address at which Clave Sence ends its own session too; it returns the browser to `returnTo`. */
export function logoutAddress(config: Configuration, signIn: SignIn, returnTo: URL, state: string): URL {
  return buildEndSessionUrl(config, {
    id_token_hint: signIn.idToken,
    post_logout_redirect_uri: returnTo.href,
    state,
  });
}

type KeySet = ReturnType<typeof createRemoteJWKSet>;
const keySets = new WeakMap<Configuration, KeySet>();

/**
 * Checks a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6) and returns which sessions it ends.
 * Throws when anything in it is not as it must be. One that comes twice does no harm: it ends what has ended.
 */
export async function sessionsToEnd(config: Configuration, token: string): Promise<(session: Session) => boolean> {
  const { issuer } = config.serverMetadata();
  const { payload } = await jwtVerify(token, keySetOf(config), {
    issuer,
    audience: config.clientMetadata().client_id,
    typ: 'logout+jwt',
    algorithms: ['ES256', 'RS256'], // what Clave Sence signs with
    requiredClaims: ['iat', 'exp', 'jti', 'events'],
    clockTolerance: 10,
  });
  if (!isLogout(payload)) throw new Error('not a logout token');
  return ({ signIn: { idClaims } }) =>
    (payload.sid === undefined || payload.sid === idClaims.sid) &&
    (payload.sub === undefined || payload.sub === idClaims.sub);
}

function isLogout({ events, nonce, sid, sub }: JWTPayload): boolean {
  const event = (events as Record<string, unknown> | null)?.[EVENT];
  return typeof event === 'object' && event !== null && nonce === undefined && (sid !== undefined || sub !== undefined);
}

/** Clave Sence's public keys, fetched when first needed and again when it signs with a new one. */
function keySetOf(config: Configuration): KeySet {
  const known = keySets.get(config) ?? createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? ''));
  keySets.set(config, known);
  return known;
}
