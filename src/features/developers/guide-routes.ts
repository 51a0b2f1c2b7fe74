import Router from '@koa/router';
import type { Context } from 'koa';
import { BUTTON_PATH, GUIDES_PATH, type QuickstartName, quickstartNames } from '../../domain/quickstart.ts';
import { show, showToAll, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { buttonLocals } from './button-page.ts';
import { guideListLocals, guideLocals } from './guide-pages.ts';

/** The guides with their examples, and the sign-in button: pages that every developer reads without signing in. */
export function guideRoutes({ issuer }: Pick<Deps, 'issuer'>): Router {
  const router = new Router();
  router.get(GUIDES_PATH, (ctx) => showToAll(ctx, 'developers/guias', guideListLocals(textsOf(ctx))));
  for (const name of quickstartNames) router.get(`${GUIDES_PATH}/${name}`, (ctx) => showGuide(ctx, issuer, name));
  router.get(BUTTON_PATH, (ctx) => showToAll(ctx, 'developers/boton', buttonLocals(textsOf(ctx))));
  return router;
}

/** With a client_id of the reader the page is of this reader, and no cache keeps it. */
function showGuide(ctx: Context, issuer: string, name: QuickstartName): void {
  const asked = ctx.query.client_id;
  const clientId = typeof asked === 'string' ? asked.trim() : undefined;
  const locals = guideLocals(textsOf(ctx), name, { issuer, clientId });
  if ('errors' in locals) ctx.status = 422;
  if (clientId === undefined) showToAll(ctx, 'developers/guia', locals);
  else show(ctx, 'developers/guia', locals);
}
