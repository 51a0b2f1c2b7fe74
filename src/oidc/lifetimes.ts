import type { Configuration } from 'oidc-provider';
import { lifetimes } from '../domain/lifetimes.ts';

/** Seconds without a visit after which a session asks for the key again. */
export const IDLE_SECONDS = lifetimes.idle;

/** Before any user has signed in a session only ties a form to its browser. */
const UNUSED_SESSION = 3600;

const epoch = (): number => Math.floor(Date.now() / 1000);

/** Seconds that each object of the provider is valid for, as the library names them. */
export const ttl: NonNullable<Configuration['ttl']> = {
  AccessToken: lifetimes.accessToken,
  AuthorizationCode: lifetimes.authorizationCode,
  ClientCredentials: lifetimes.clientCredentials,
  DeviceCode: lifetimes.deviceCode,
  Grant: lifetimes.offlineRefreshToken,
  IdToken: lifetimes.idToken,
  Interaction: lifetimes.signIn,
  PushedAuthorizationRequest: lifetimes.pushedRequest,
  RefreshToken: (ctx, token) => {
    const rotated = ctx.oidc.entities.RotatedRefreshToken;
    if (rotated) return Math.max(1, rotated.remainingTTL);
    const offline = token.scope?.split(' ').includes('offline_access');
    return offline ? lifetimes.offlineRefreshToken : lifetimes.refreshToken;
  },
  Session: (_ctx, { loginTs }) =>
    loginTs === undefined ? UNUSED_SESSION : Math.max(1, lifetimes.session - (epoch() - loginTs)),
};
