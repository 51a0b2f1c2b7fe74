import type { IncomingMessage } from 'node:http';
import Router from '@koa/router';
import { show, textsOf } from '../../http/page.ts';
import type { Health } from './health.ts';
import { stateJson } from './json.ts';
import { openMetrics } from './metrics.ts';
import { stateWords } from './words.ts';

const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
const forwarding = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const;

/** /estado and /estado.json: how well the service runs, public. /metrics: the same exactly, for operators. */
export function stateRoutes({ state, mayReadMetrics }: Health): Router {
  const router = new Router();
  router.get('/estado', async (ctx) => {
    const texts = textsOf(ctx);
    show(ctx, 'status/status', { title: texts.pages.status.title, back: '/', ...stateWords(texts, await state()) });
  });
  router.get('/estado.json', async (ctx) => {
    ctx.body = stateJson(await state());
  });
  router.get('/metrics', async (ctx, next) => {
    const address = directAddress(ctx.req);
    // For every other caller there is no such page.
    if (address === undefined || !mayReadMetrics(address)) return next();
    ctx.set('Content-Type', OPEN_METRICS);
    ctx.body = openMetrics(await state());
  });
  return router;
}

/**
 * The address of a caller without a proxy in between: behind a proxy on this machine every caller would seem to be on
 * it.
 */
function directAddress({ headers, socket }: IncomingMessage): string | undefined {
  if (forwarding.some((name) => headers[name] !== undefined)) return undefined;
  return socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '');
}
