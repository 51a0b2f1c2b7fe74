import type { Configuration } from 'oidc-provider';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Minutes without a visit after which a session asks for the key again. */
export const IDLE_SECONDS = 30 * MINUTE;

const SESSION = 12 * HOUR;
const OFFLINE = 30 * DAY;

const epoch = (): number => Math.floor(Date.now() / 1000);

/**
 * Seconds that each object of the provider is valid for (rules, Lifetimes). Ends are absolute: use does not move them.
 */
export const ttl: NonNullable<Configuration['ttl']> = {
  AccessToken: 10 * MINUTE,
  AuthorizationCode: MINUTE,
  ClientCredentials: 10 * MINUTE,
  DeviceCode: 10 * MINUTE,
  Grant: OFFLINE,
  IdToken: 10 * MINUTE,
  // A sign-in is open for half of it; in the other half a late user can still be redirected to the client.
  Interaction: HOUR,
  PushedAuthorizationRequest: MINUTE,
  RefreshToken: (ctx, token) => {
    const rotated = ctx.oidc.entities.RotatedRefreshToken;
    if (rotated) return Math.max(1, rotated.remainingTTL);
    return token.scope?.split(' ').includes('offline_access') ? OFFLINE : SESSION;
  },
  // Before any user has signed in it only ties a form to its browser.
  Session: (_ctx, { loginTs }) => (loginTs === undefined ? HOUR : Math.max(1, SESSION - (epoch() - loginTs))),
};
