const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds that sessions, codes and tokens are valid for (rules, Lifetimes). Ends are absolute: use does not move them. */
export const lifetimes = {
  authorizationCode: MINUTE,
  accessToken: 10 * MINUTE,
  idToken: 10 * MINUTE,
  clientCredentials: 10 * MINUTE,
  deviceCode: 10 * MINUTE,
  pushedRequest: MINUTE,
  /** A sign-in is open for half of it; in the other half a late user can still be redirected to the client. */
  signIn: HOUR,
  session: 12 * HOUR,
  /** Without a visit a session asks for the key again. */
  idle: 30 * MINUTE,
  /** Without `offline_access` a refresh token ends with the session. */
  refreshToken: 12 * HOUR,
  offlineRefreshToken: 30 * 24 * HOUR,
} as const;

export type LifetimeId = keyof typeof lifetimes;
