import Router from '@koa/router';
import { show } from '../page.ts';

/** What the house can say of itself. */
export interface Health {
  database(): Promise<boolean>;
  outbox(): Promise<{ readonly waiting: number; readonly oldestSeconds: number; readonly dead: number }>;
}

const LATE_SECONDS = 300;

/** /live: the process runs. /ready: it can serve. /estado: the same for people. */
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
  router.get('/estado', async (ctx) => {
    const database = await health.database();
    const outbox = database ? await health.outbox() : undefined;
    const punctual = outbox !== undefined && outbox.oldestSeconds < LATE_SECONDS;
    show(ctx, 'status', {
      title: 'Estado del servicio',
      back: '/',
      at: new Date(),
      services: [
        {
          name: 'Ingreso con Clave Sence',
          ok: database,
          detail: database ? 'Funciona con normalidad.' : 'No está disponible.',
        },
        {
          name: 'Correos y mensajes',
          ok: punctual,
          detail: punctual ? 'Salen dentro del plazo.' : 'Salen con demora.',
        },
      ],
    });
  });
  return router;
}
