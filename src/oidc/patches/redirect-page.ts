import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Deps } from '../../ports/deps.ts';
import type { Onward } from '../../ports/onward.ts';

/** Leads the browser on by a page; the route of the library says at which step it stands. */
export type LeadOn = (ctx: Context, onward: Onward, route: string) => void;

/**
 * Turns a redirect to a client into a page of ours wherever a form stands before it, for Chromium holds the whole chain
 * of redirects behind a form against the form-action of its page, and a client may lead on to any origin (rules,
 * Redirects). Answers of a plain GET, and those to an address of our own, stay redirects.
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

/** A sign-in resumes after a form of ours; the endpoint takes a form of the client's, and a logout is confirmed by one. */
const followsForm = ({ method }: Context, route: string): boolean =>
  route === 'resume' || route === 'end_session_confirm' || (method === 'POST' && route === 'authorization');

function clientOf({ client }: KoaContextWithOIDC['oidc']): Onward['client'] {
  const name = client?.clientName ?? client?.clientId ?? '';
  return { name, native: client?.applicationType === 'native' };
}
