import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { ERRORS_PATH, isErrorCode } from '../domain/authorization-errors.ts';
import { devicePages } from '../features/device/device.ts';
import { showLogOut } from '../features/log-out/log-out.ts';
import { type Asked, leave, pageOnward } from '../features/log-out/log-out-state.ts';
import { showLoggedOut } from '../features/log-out/logged-out-page.ts';
import { type OpenSession, showUnserved } from '../features/log-out/unserved-logout.ts';
import { tellSignIn } from '../features/sign-in/ended.ts';
import { showShutTo } from '../features/sign-in/shut.ts';
import { showError, staleSignIn, wantsJson } from '../http/error-page.ts';
import { seeOther } from '../http/page.ts';
import { showRedirect } from '../http/redirect-page.ts';
import { isShut } from '../http/shut-account.ts';
import type { Deps } from '../ports/deps.ts';
import type { Onward } from '../ports/onward.ts';

/** Words for what a platform, a stale sign-in or a fault brings to a person's browser. */
export const causes = {
  stale: staleSignIn,
  platform: {
    status: 400,
    title: 'La plataforma envió un pedido que no podemos atender',
    message: 'No es un error suyo. Avise a la plataforma desde la que venía y dé el código de atención.',
  },
  fault: {
    status: 500,
    title: 'Algo falló de nuestro lado',
    message: 'Lo sentimos. El problema quedó registrado y lo revisaremos.',
  },
} as const;

/** What the provider says of a request to end a session. */
interface LogoutAsked extends Asked {
  readonly platform: { readonly name: string } | undefined;
  readonly othersTakePart: boolean;
}

/** The pages that the provider shows by itself, drawn by this house. */
export const providerPages = (deps: Deps) => ({
  device: devicePages(deps),

  async error(
    ctx: KoaContextWithOIDC,
    out: { error: string; error_description?: string | undefined },
    fault: Error,
  ): Promise<void> {
    if (await tellSignIn(ctx, out, fault)) return;
    if (isShut(fault) && !wantsJson(ctx)) return showShutTo(deps, ctx);
    const cause = out.error === 'server_error' ? 'fault' : fault.name === 'SessionNotFound' ? 'stale' : 'platform';
    const { status } = ctx;
    const page = causes[cause];
    if (cause !== 'platform') return showError(ctx, page);
    const error = { code: out.error, description: out.error_description };
    const section = isErrorCode(out.error) ? `${ERRORS_PATH}#${out.error}` : undefined;
    const logout = unservedBy.get(ctx.oidc?.route ?? '');
    if (logout) return showUnserved(deps, ctx, await sessionOf(ctx), { what: logout, status, error, section });
    showError(ctx, { ...page, status, error, section });
  },

  async logout(ctx: KoaContextWithOIDC, { platform, othersTakePart, ...asked }: LogoutAsked): Promise<void> {
    showLogOut(deps, ctx, { asked, platform, othersTakePart });
  },

  logoutNow: (ctx: KoaContextWithOIDC, { platform: _, othersTakePart: __, ...asked }: LogoutAsked): Promise<void> =>
    leave(deps, ctx, asked, 'everywhere'),

  async loggedOut(ctx: KoaContextWithOIDC): Promise<void> {
    const { client } = ctx.oidc;
    showLoggedOut(ctx, client?.clientName ? { name: client.clientName, href: client.clientUri } : undefined);
  },
});

/**
 * Leads to a client after a form: a logout that the library confirmed has a page of its own, which can be loaded again;
 * an answer to a sign-in stands once in the page at its own address.
 */
export const leadOn =
  (deps: Deps) =>
  (ctx: Context, onward: Onward, route: string): void =>
    route === 'end_session_confirm' ? seeOther(ctx, pageOnward(deps, onward)) : showRedirect(ctx, onward);

/** What asks to leave at each route of the library: the first and the last are a platform's, the other one is a form. */
const unservedBy: ReadonlyMap<string, 'platform' | 'form'> = new Map([
  ['end_session', 'platform'],
  ['end_session_confirm', 'form'],
  ['end_session_success', 'platform'],
]);

/** The session of the request; some of the library's routes do not look for one. */
async function sessionOf(ctx: KoaContextWithOIDC): Promise<OpenSession | undefined> {
  const { accountId, uid } = ctx.oidc.session ?? (await ctx.oidc.provider.Session.get(ctx));
  return accountId === undefined ? undefined : { holder: accountId, uid };
}
