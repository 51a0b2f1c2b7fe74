import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { ERRORS_PATH, isErrorCode } from '../domain/authorization-errors.ts';
import { devicePages } from '../features/device/device.ts';
import { showLogOut } from '../features/log-out/log-out.ts';
import { type Asked, leave, pageOnward } from '../features/log-out/log-out-state.ts';
import { showLoggedOut } from '../features/log-out/logged-out-page.ts';
import { type OpenSession, showUnserved } from '../features/log-out/unserved-logout.ts';
import { showEndedSignIn } from '../features/sign-in/ended.ts';
import { showShutTo } from '../features/sign-in/shut.ts';
import { type ErrorPage, showError, staleSignIn, wantsJson } from '../http/error-page.ts';
import { seeOther, textsOf } from '../http/page.ts';
import { showRedirect } from '../http/redirect-page.ts';
import { isShut } from '../http/shut-account.ts';
import type { Catalogue } from '../locales/locale.ts';
import type { Deps } from '../ports/deps.ts';
import type { Onward } from '../ports/onward.ts';

/** The page of an error that a client, a stale sign-in or a fault brings to a browser. */
export const pageOf = (texts: Catalogue, cause: 'stale' | 'client' | 'fault'): ErrorPage => {
  if (cause === 'stale') return staleSignIn(texts);
  const { clientRequest, fault } = texts.pages.shared.errors;
  return cause === 'fault' ? { status: 500, ...fault } : { status: 400, ...clientRequest };
};

/** The page of a client that is suspended, or whose organisation does not stand; its code is explained to developers. */
const suspendedPage = ({ pages }: Catalogue, fallen = false): ErrorPage => ({
  status: 403,
  ...pages.shared.errors[fallen ? 'fallenClient' : 'suspendedClient'],
  error: { code: 'plataforma-suspendida' },
  section: `${ERRORS_PATH}#plataforma-suspendida`,
});

/** The provider's data about a request to end a session. */
interface LogoutAsked extends Asked {
  readonly client: { readonly name: string } | undefined;
  readonly othersTakePart: boolean;
}

/** The provider's own pages, drawn by this app. */
export const providerPages = (deps: Deps) => ({
  device: devicePages(deps),

  async error(
    ctx: KoaContextWithOIDC,
    out: { error: string; error_description?: string | undefined },
    fault: Error,
  ): Promise<void> {
    if (await showEndedSignIn(ctx, out, fault)) return;
    if (isShut(fault) && !wantsJson(ctx)) return showShutTo(deps, ctx);
    const { answer, fallen } = ctx.state as { readonly answer?: string; readonly fallen?: true };
    if (answer === 'plataforma-suspendida') return showError(ctx, suspendedPage(textsOf(ctx), fallen));
    const cause = out.error === 'server_error' ? 'fault' : fault.name === 'SessionNotFound' ? 'stale' : 'client';
    const { status } = ctx;
    const page = pageOf(textsOf(ctx), cause);
    if (cause !== 'client') return showError(ctx, page);
    const error = { code: out.error, description: out.error_description };
    const section = isErrorCode(out.error) ? `${ERRORS_PATH}#${out.error}` : undefined;
    const logout = unservedBy.get(ctx.oidc?.route ?? '');
    if (logout) return showUnserved(deps, ctx, await sessionOf(ctx), { what: logout, status, error, section });
    showError(ctx, { ...page, status, error, section });
  },

  async logout(ctx: KoaContextWithOIDC, { client, othersTakePart, ...asked }: LogoutAsked): Promise<void> {
    showLogOut(deps, ctx, { asked, client, othersTakePart });
  },

  logoutNow: (ctx: KoaContextWithOIDC, { client: _, othersTakePart: __, ...asked }: LogoutAsked): Promise<void> =>
    leave(deps, ctx, asked, 'everywhere'),

  async loggedOut(ctx: KoaContextWithOIDC): Promise<void> {
    const { client } = ctx.oidc;
    showLoggedOut(ctx, client?.clientName ? { name: client.clientName, href: client.clientUri } : undefined);
  },
});

/**
 * Redirects to a client after a form: a logout that the library confirmed has a page of its own, which can be loaded
 * again; a response to a sign-in appears once in the page at its own address.
 */
export const leadOn =
  (deps: Deps) =>
  (ctx: Context, onward: Onward, route: string): void =>
    route === 'end_session_confirm' ? seeOther(ctx, pageOnward(deps, onward)) : showRedirect(ctx, onward);

/** The requester at each route of the library: the first and the last belong to a client, the other one is a form. */
const unservedBy: ReadonlyMap<string, 'client' | 'form'> = new Map([
  ['end_session', 'client'],
  ['end_session_confirm', 'form'],
  ['end_session_success', 'client'],
]);

/** The session of the request; some of the library's routes do not look for one. */
async function sessionOf(ctx: KoaContextWithOIDC): Promise<OpenSession | undefined> {
  const { accountId, uid } = ctx.oidc.session ?? (await ctx.oidc.provider.Session.get(ctx));
  return accountId === undefined ? undefined : { holder: accountId, uid };
}
