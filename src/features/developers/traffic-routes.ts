import type Router from '@koa/router';
import type { Here } from '../../account/who-is-in.ts';
import { portalClientId } from '../../domain/portal-client.ts';
import { Refusal } from '../../domain/refusal.ts';
import { addPage } from '../../http/signed-in/frame.ts';
import type { ClientPages, ShownClient } from './client-pages.ts';
import { orGone } from './gone.ts';
import { type Portal, sheetPath, showPortal } from './portal.ts';
import { trafficPages } from './traffic-pages.ts';
import { trialPages } from './trial.ts';
import { type OwnClient, ownClient } from './use-cases/own-client.ts';

/** Errors, figures and a trial of a client, for every member of its organisation. */
export function trafficRoutes(router: Router, portal: Portal): void {
  const pages = pagesOf(router, portal);
  trafficPages(portal.deps, pages);
  trialPages({ deps: portal.deps, signIn: portal.trial, pages });
}

function pagesOf(router: Router, portal: Portal): ClientPages {
  const read = async (here: Here, id: string) => shownOf(await ownClient(portal.deps, here, id));
  return {
    add: (path, page) =>
      addPage(router, portal, `/plataformas/:id${path}`, (ctx, here) =>
        orGone(portal, ctx, here, async () => page(ctx, here, await read(here, String(ctx.params.id)))),
      ),
    addPlain: (path, page) => addPage(router, portal, path, page),
    find: (here, id) =>
      read(here, id).catch((error: unknown) => {
        if (error instanceof Refusal) return undefined;
        throw error;
      }),
    show: (ctx, here, locals) => showPortal(portal, ctx, here, locals),
  };
}

const shownOf = ({ client: { id, data } }: OwnClient): ShownClient => ({
  id,
  clientId: portalClientId(id),
  name: data.name,
  sheet: sheetPath(id),
});
