import Router from '@koa/router';
import { hourOf } from '../../account/hour.ts';
import { holdOfLink, withdrawHold } from '../../account/withdraw-hold.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, formToken } from '../browser.ts';
import { readForm, text } from '../form.ts';
import { seeOther, show, visitorOf } from '../page.ts';

const FORM = 'request-state';

/**
 * Estado de mi solicitud: what waits, until when, and the button that takes it back. The link alone acts on nothing.
 * Whoever has just asked comes with `?recibida`; who comes by a message may never have asked, and reads how to stop it.
 */
export function requestStateRoutes(world: World): Router {
  const router = new Router({ prefix: '/solicitud' });

  router.get('/:token', async (ctx) => {
    const token = String(ctx.params.token);
    const hold = await holdOfLink(world, token);
    if (!hold) return showGone(ctx);
    show(ctx, 'request-state/state', {
      title: 'Estado de mi solicitud',
      kind: hold.kind,
      state: hold.state,
      received: ctx.query.recibida !== undefined,
      folio: hold.folio,
      asked: hourOf(hold.createdAt),
      until: hourOf(hold.dueAt),
      ended: hold.endedAt && hourOf(hold.endedAt),
      token,
      formAction: '/solicitud',
      formToken: formToken(world, ctx, FORM),
    });
  });

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    const token = text(form, 'token');
    try {
      await withdrawHold(world, token, visitorOf(ctx));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    seeOther(ctx, `/solicitud/${encodeURIComponent(token)}`);
  });

  return router;
}

function showGone(ctx: Parameters<typeof show>[0]): void {
  ctx.status = 404;
  show(ctx, 'request-state/gone', { title: 'Este enlace venció' });
}
