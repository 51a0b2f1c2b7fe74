import Router from '@koa/router';
import { confirmEmail } from '../../account/confirm-email.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, formToken } from '../browser.ts';
import { readForm, text } from '../form.ts';
import { seeOther, show, visitorOf } from '../page.ts';

const FORM = 'confirm-email';

/** Confirmar cuenta: the link shows a page with a button; only the button acts (mail scanners open links). */
export function confirmEmailRoutes(world: World): Router {
  const router = new Router({ prefix: '/confirmar' });

  router.get('/listo', (ctx) =>
    show(ctx, 'confirm-email/done', { title: 'Su cuenta está lista', profile: String(ctx.query.perfil ?? '') }),
  );
  router.get('/vencido', (ctx) => show(ctx, 'confirm-email/expired', { title: 'El enlace venció o ya se usó' }));

  router.get('/:token', async (ctx) => {
    const token = String(ctx.params.token);
    if (!(await world.links.peek('confirm-email', token))) return ctx.redirect('/confirmar/vencido');
    show(ctx, 'confirm-email/confirm', {
      title: 'Confirme su cuenta',
      token,
      formAction: '/confirmar',
      formToken: formToken(world, ctx, FORM),
    });
  });

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    seeOther(ctx, await confirmed(world, text(form, 'token'), visitorOf(ctx)));
  });

  return router;
}

async function confirmed(world: World, token: string, visitor: ReturnType<typeof visitorOf>): Promise<string> {
  try {
    return `/confirmar/listo?perfil=${await confirmEmail(world, token, visitor)}`;
  } catch (error) {
    if (error instanceof Refusal) return '/confirmar/vencido';
    throw error;
  }
}
