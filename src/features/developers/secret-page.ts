import type Router from '@koa/router';
import type { Here } from '../../account/who-is-in.ts';
import { portalClientId } from '../../domain/portal-client.ts';
import { textsOf } from '../../http/page.ts';
import { addPage } from '../../http/signed-in/frame.ts';
import type { Deps } from '../../ports/deps.ts';
import type { MadeSecret } from '../../ports/portal-clients.ts';
import { openSecret, sealSecret } from './carried-secret.ts';
import { orGone } from './gone.ts';
import { type Portal, sheetPath, showPortal } from './portal.ts';
import { ownClient } from './use-cases/own-client.ts';
import { showOnce } from './use-cases/secrets.ts';

const PURPOSE = 'portal-secret';

/** The address of the page with a new secret: it is sealed in the address, and opens once, in this session alone. */
export function secretAddress(
  deps: Pick<Deps, 'tokens' | 'now'>,
  here: Pick<Here, 'session'>,
  { client, number, secret }: MadeSecret,
): string {
  return `${sheetPath(client.id)}/secreto?${sealSecret(deps, PURPOSE, here, { id: client.id, number, secret })}`;
}

/** The page that shows a new secret, in one response ever: going back or loading it again shows none. */
export function secretRoutes(router: Router, portal: Portal): void {
  const { deps } = portal;
  addPage(router, portal, '/plataformas/:id/secreto', (ctx, here) =>
    orGone(portal, ctx, here, async () => {
      const id = String(ctx.params.id);
      await ownClient(deps, here, id);
      const carried = openSecret(deps, PURPOSE, here, { id, sealed: ctx.query.boleto });
      const shown = carried && (await showOnce(deps, here, id, carried.number));
      const { titles } = textsOf(ctx).pages.developers.portal;
      showPortal(portal, ctx, here, {
        view: 'secret',
        title: shown ? titles.secret : titles.secretOver,
        back: sheetPath(id),
        secret: shown ? carried.secret : undefined,
        clientId: portalClientId(id),
      });
    }),
  );
}
