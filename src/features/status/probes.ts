import Router from '@koa/router';
import type { Health } from './health.ts';

/** /live: the process runs. /ready: it can serve. */
export function healthRoutes(health: Health): Router {
  const router = new Router();
  router.get('/live', (ctx) => {
    ctx.body = { live: true };
  });
  router.get('/ready', async (ctx) => {
    const ready = await health.database();
    ctx.status = ready ? 200 : 503;
    ctx.body = { ready };
  });
  return router;
}
