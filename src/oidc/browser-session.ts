import type { Context } from 'koa';
import type { Provider } from 'oidc-provider';
import { sessionCookie } from './session-cookie.ts';

/** The session at the provider that a browser shows, for the pages that end it or build on it. */
export function browserSession(provider: Pick<Provider, 'Session' | 'cookieName'>, issuer: string) {
  return {
    /** Its uid; undefined where nobody is signed in. */
    async uidOf(ctx: Context): Promise<string | undefined> {
      const { accountId, uid } = await provider.Session.get(ctx as never);
      return accountId === undefined ? undefined : uid;
    },
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
