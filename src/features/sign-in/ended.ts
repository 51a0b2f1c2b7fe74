import type { KoaContextWithOIDC } from 'oidc-provider';
import { seeOther, textsOf } from '../../http/page.ts';
import { askingClientOf } from './asking-client.ts';
import { showGone } from './gone-page.ts';

interface ProtocolError {
  readonly error: string;
  readonly error_description?: string | undefined;
}

/**
 * Shows for a sign-in at the provider's own addresses which state it is in, where that is known: the address at which
 * it resumed was loaded again, or that of a pushed request was. Gives whether a page was shown.
 */
export async function showEndedSignIn(ctx: KoaContextWithOIDC, out: ProtocolError, fault: Error): Promise<boolean> {
  if (fault.name === 'SessionNotFound' && ctx.oidc.route === 'resume') return showResumed(ctx);
  const { client } = ctx.oidc;
  if (fault.name !== 'InvalidRequestUri' || !client || ctx.accepts('json', 'html') === 'json') return false;
  const { accountId, authorizations = {} } = ctx.oidc.session ?? {};
  const isIn = accountId !== undefined && authorizations[client.clientId]?.sid !== undefined;
  const asking = { ...askingClientOf(textsOf(ctx), client, client.redirectUris?.[0] ?? ''), host: '' };
  showGone(ctx, isIn ? 'in' : 'spent', asking, `${out.error}: ${out.error_description}`);
  return true;
}

/** Its own page shows how it ended; one that is still open belongs to a session that this browser no longer has. */
async function showResumed(ctx: KoaContextWithOIDC): Promise<boolean> {
  const row = ctx.oidc.entities.Interaction;
  const client = row && (await ctx.oidc.provider.Client.find(String(row.params.client_id)));
  if (client) showGone(ctx, 'over', askingClientOf(textsOf(ctx), client, String(row.params.redirect_uri ?? '')));
  else seeOther(ctx, `/ingresar/${ctx.params.uid}`);
  return true;
}
