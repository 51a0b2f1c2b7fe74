import type { Context } from 'koa';
import type { Provider } from 'oidc-provider';
import { sessionCookie } from './session-cookie.ts';

/** The session at the provider that a browser shows, for the pages that end it. */
export function browserSession(provider: Pick<Provider, 'Session' | 'cookieName'>, issuer: string) {
  return {
    /** Its uid; undefined where nobody is signed in. */
    async uidOf(ctx: Context): Promise<string | undefined> {
      const { accountId, uid } = await provider.Session.get(ctx as never);
      return accountId === undefined ? undefined : uid;
    },
    /** Takes back the cookie of one that ended. */
    forget(ctx: Context): void {
      ctx.cookies.set(provider.cookieName('session'), null, sessionCookie(issuer.startsWith('https:')));
    },
  };
}
