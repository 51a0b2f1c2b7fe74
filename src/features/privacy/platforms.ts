import Router from '@koa/router';
import type { Context } from 'koa';
import { showToAll, textsOf } from '../../http/page.ts';
import type { RegisteredClient } from '../../ports/own-sign-in.ts';
import { jsonOf, matches, rowOf } from './platform-rows.ts';

/** Letters of a search that are read. */
const MOST = 80;

/**
 * Plataformas: who receives data of people, which, what for, on which basis and whom to ask (Ley 21.719, art. 22). With
 * a search that needs no script; `/plataformas.json` is the same for machines.
 */
export function platformRoutes(register: readonly RegisteredClient[]): Router {
  const router = new Router();
  router.get('/plataformas', (ctx) => showPlatforms(ctx, register));
  router.get('/plataformas.json', (ctx) => {
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.body = { platforms: register.map(jsonOf) };
  });
  return router;
}

function showPlatforms(ctx: Context, register: readonly RegisteredClient[]): void {
  const texts = textsOf(ctx);
  const asked = [ctx.query.buscar ?? ''].flat()[0]?.trim().slice(0, MOST) ?? '';
  const rows = register.map((client) => rowOf(texts, client));
  const platforms = rows.filter((row) => matches(row, asked));
  showToAll(ctx, 'privacy/platforms', {
    title: texts.pages.privacy.titles.platforms,
    back: '/privacidad',
    asked,
    platforms,
    found: texts.pages.privacy.platforms.found(platforms.length, rows.length),
  });
}
