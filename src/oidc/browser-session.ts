import type { Context } from 'koa';
import type { Provider } from 'oidc-provider';

/** A session in which a user is signed in. */
interface OpenSession {
  /** The subject as the provider knows it: `account` or `account~actor`. */
  readonly holder: string;
  readonly uid: string;
}

/** The provider's session that a browser presents, for the pages that end it or build on it. */
export function browserSession(provider: Pick<Provider, 'Session' | 'cookieName'>, issuer: string) {
  return {
    /** Its uid; undefined if no user is signed in. */
    async uidOf(ctx: Context): Promise<string | undefined> {
      return (await openSession(provider, ctx))?.uid;
    },
    /** Its subject and its uid; undefined if no user is signed in. */
    open: (ctx: Context): Promise<OpenSession | undefined> => openSession(provider, ctx),
    /** Whether this browser was given a form of the provider's own, such as the one for a device's code. */
    async hasForm(ctx: Context): Promise<boolean> {
      return (await provider.Session.get(ctx as never)).state !== undefined;
    },
    /** Deletes the cookie of a session that ended. */
    forget(ctx: Context): void {
      ctx.cookies.set(provider.cookieName('session'), null, sessionCookie(issuer.startsWith('https:')));
    },
  };
}

/** The open session that a browser presents; undefined if no user is signed in or the cookies are blocked. */
async function openSession(provider: Pick<Provider, 'Session'>, ctx: Context): Promise<OpenSession | undefined> {
  const { accountId, uid } = await provider.Session.get(ctx as never);
  return accountId === undefined ? undefined : { holder: accountId, uid };
}

/**
 * The attributes of the provider's session cookie; under https it also travels with the POST that OpenID Connect
 * requires of its endpoints.
 */
export const sessionCookie = (https: boolean) =>
  ({ httpOnly: true, path: '/', sameSite: https ? 'none' : 'lax', secure: https, signed: true }) as const;
