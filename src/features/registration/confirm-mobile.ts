import Router from '@koa/router';
import type { Context } from 'koa';
import { assertOwnForm, formToken } from '../../http/browser.ts';
import { continueIn, originOfQuery, sealOrigin, withOrigin } from '../../http/flows/journey-origin.ts';
import { type Form, readForm } from '../../http/form.ts';
import { mobileFields, mobileLocals, takeMobileForm } from '../../http/forms/confirm-mobile.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, show } from '../../http/page.ts';
import type { World } from '../../ports/world.ts';
import { accountOfTicket } from './mobile-ticket.ts';

const FORM = 'confirm-mobile';

/** Confirme su celular, right after the e-mail: a code is sent and typed. It can be left out. */
export function confirmMobileRoutes(world: World): Router {
  const router = new Router({ prefix: '/confirmar/celular' });

  router.get('/listo', (ctx) =>
    show(ctx, 'registration/confirm-mobile/done', {
      title: 'Su celular está confirmado',
      profile: String(ctx.query.perfil ?? ''),
      continuar: continueIn(world, originOfQuery(world, ctx)),
    }),
  );

  router.get('/:ticket', (ctx) => showMobile(world, ctx, String(ctx.params.ticket), {}));

  router.post('/:ticket', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    const packed = String(ctx.params.ticket);
    const account = await accountOfTicket(world, ctx, packed);
    if (!account) return seeOther(ctx, '/cuenta/datos');
    const again = (wrong: Wrong) => showMobile(world, ctx, packed, wrong, form);
    await showAgain(ctx, mobileFields, again, async () => {
      const confirmed = await takeMobileForm(world, ctx, account, form);
      const end = confirmed ? `/confirmar/celular/listo?perfil=${account.profile}` : ctx.path;
      seeOther(ctx, withOrigin(end, sealedIn(world, ctx)));
    });
  });

  return router;
}

/** The origin in the address, where it is one of ours. */
function sealedIn(world: World, ctx: Context): string | undefined {
  const origin = originOfQuery(world, ctx);
  return origin && sealOrigin(world, origin);
}

async function showMobile(
  world: World,
  ctx: Context,
  packed: string,
  wrong: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const account = await accountOfTicket(world, ctx, packed);
  if (!account) return seeOther(ctx, '/cuenta/datos');
  show(ctx, 'registration/confirm-mobile/form', {
    title: 'Confirme su celular',
    formAction: withOrigin(ctx.path, sealedIn(world, ctx)),
    continuar: continueIn(world, originOfQuery(world, ctx)),
    formToken: formToken(world, ctx, FORM),
    ...(await mobileLocals(world, ctx, account, wrong, form)),
  });
}
