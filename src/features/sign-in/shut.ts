import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC, default as Provider } from 'oidc-provider';
import { isInternalClient } from '../../domain/internal-clients.ts';
import { textsOf } from '../../http/page.ts';
import { isShut, keepWayBack, showShut } from '../../http/shut-account.ts';
import type { Deps } from '../../ports/deps.ts';
import { askingClientOf } from './asking-client.ts';
import { frameOf } from './frame.ts';
import { openHere } from './interaction.ts';

/**
 * A user whose account cannot be used can go back from a sign-in to the client, which gets the error that the account
 * is stopped.
 */
export function wayBackOfShut(deps: Deps, provider: Provider) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (fault) {
      const interaction = isShut(fault) ? await openHere(provider, ctx).catch(() => undefined) : undefined;
      if (interaction && !isInternalClient(interaction.client.clientId))
        keepWayBack(ctx, await frameOf(deps, ctx, interaction, { refused: 'cuenta-congelada' }));
      throw fault;
    }
  };
}

/** The page at the provider's own addresses, where no sign-in is open to go back by: it links to the client. */
export function showShutTo(deps: Pick<Deps, 'now'>, ctx: KoaContextWithOIDC): void {
  const { client } = ctx.oidc;
  if (client && !isInternalClient(client.clientId))
    keepWayBack(ctx, {
      client: { ...askingClientOf(textsOf(ctx), client, client.redirectUris?.[0] ?? ''), host: '' },
    });
  showShut(ctx, deps.now());
}
