import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Deps } from '../../ports/deps.ts';
import type { Onward } from '../../ports/onward.ts';

/** Redirects the browser by a page; the library's route gives the step of the flow. */
type LeadOn = (ctx: Context, onward: Onward, route: string) => void;

/**
 * Turns a redirect to a client into a page of ours after a form, because Chromium checks the whole chain of redirects
 * after a form against the form-action of its page, and a client may redirect to any origin (rules, Redirects).
 * Responses to a plain GET, and those to an address of our own, stay redirects.
 */
export function redirectByPage({ issuer }: Pick<Deps, 'issuer'>, leadOn: LeadOn) {
  const own = new URL(issuer).origin;
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    const { oidc } = ctx as unknown as KoaContextWithOIDC;
    const address = ctx.response.get('Location');
    if (ctx.status !== 303 || !address || !oidc || !followsForm(ctx, oidc.route)) return;
    if (new URL(address, issuer).origin === own) return;
    ctx.remove('Location');
    leadOn(ctx, { address, client: clientOf(oidc) }, oidc.route);
  };
}

/**
 * A sign-in resumes after a form of ours; the endpoint accepts a form of the client's, and a logout is confirmed by
 * one.
 */
const followsForm = ({ method }: Context, route: string): boolean =>
  route === 'resume' || route === 'end_session_confirm' || (method === 'POST' && route === 'authorization');

function clientOf({ client }: KoaContextWithOIDC['oidc']): Onward['client'] {
  const name = client?.clientName ?? client?.clientId ?? '';
  return { name, native: client?.applicationType === 'native' };
}
