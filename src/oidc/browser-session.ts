import type { Context } from 'koa';
import type { Provider } from 'oidc-provider';

/** A session in which somebody is signed in. */
export interface OpenSession {
  /** The holder as the provider knows it: `account` or `account~actor`. */
  readonly holder: string;
  readonly uid: string;
}

/** The session at the provider that a browser shows, for the pages that end it or build on it. */
export function browserSession(provider: Pick<Provider, 'Session' | 'cookieName'>, issuer: string) {
  return {
    /** Its uid; undefined where nobody is signed in. */
    async uidOf(ctx: Context): Promise<string | undefined> {
      return (await openSession(provider, ctx))?.uid;
    },
    /** Whose it is, and its uid; undefined where nobody is signed in. */
    open: (ctx: Context): Promise<OpenSession | undefined> => openSession(provider, ctx),
    /** Whether this browser was given a form of the provider's own, such as the one for a device's code. */
    async hasForm(ctx: Context): Promise<boolean> {
      return (await provider.Session.get(ctx as never)).state !== undefined;
    },
    /** Takes back the cookie of one that ended. */
    forget(ctx: Context): void {
      ctx.cookies.set(provider.cookieName('session'), null, sessionCookie(issuer.startsWith('https:')));
    },
  };
}

/** The open session that a browser shows; undefined where nobody is signed in, or its cookies are blocked. */
export async function openSession(provider: Pick<Provider, 'Session'>, ctx: Context): Promise<OpenSession | undefined> {
  const { accountId, uid } = await provider.Session.get(ctx as never);
  return accountId === undefined ? undefined : { holder: accountId, uid };
}

/** How the provider's session travels; under https also with the POST that OpenID Connect requires of its endpoints. */
export const sessionCookie = (https: boolean) =>
  ({ httpOnly: true, path: '/', sameSite: https ? 'none' : 'lax', secure: https, signed: true }) as const;
