import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC, default as Provider } from 'oidc-provider';
import { textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { askingClientOf } from './asking-client.ts';
import { type Origin, writeOrigin } from './origin.ts';

/**
 * Keeps in the browser how a step of a sign-in ended, when the provider continues it: Back and a second tab then show
 * the true state (gone.ts). A step whose row still exists has not ended.
 */
export function keepOutcome(deps: Pick<Deps, 'tokens' | 'issuer'>, provider: Provider) {
  const succeeded = new WeakSet<object>();
  provider.on('authorization.success', ({ req }: KoaContextWithOIDC) => void succeeded.add(req));
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    const { oidc } = ctx as unknown as KoaContextWithOIDC;
    const resumed = oidc?.route === 'resume' || oidc?.route === 'device_resume';
    // The library sets the parameters once it has removed the row.
    if (!resumed || !oidc.params || !oidc.client) return;
    const client = askingClientOf(textsOf(ctx), oidc.client, String(oidc.params.redirect_uri ?? ''));
    writeOrigin(deps, ctx, String(ctx.params.uid), { platform: client, ...endOf(ctx, succeeded.has(ctx.req)) });
  };
}

/** Another step has an address of its own below /ingresar. */
function endOf(ctx: Context, succeeded: boolean): Omit<Origin, 'platform'> {
  const [, next] = /^\/ingresar\/([\w-]+)$/.exec(ctx.response.get('Location')) ?? [];
  if (next) return { ended: 'next', next };
  return { ended: succeeded ? 'in' : 'over' };
}
