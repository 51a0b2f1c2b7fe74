import Router from '@koa/router';
import type { Context } from 'koa';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { continueIn, originOfQuery, sealOrigin, withOrigin } from '../../http/flows/journey-origin.ts';
import { type Form, readForm } from '../../http/form.ts';
import { mobileFields, mobileLocals, takeMobileForm } from '../../http/forms/confirm-mobile.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { accountOfTicket } from './mobile-ticket.ts';

const FORM = 'confirm-mobile';

/** Confirme su celular, right after the e-mail: a code is sent and typed. It can be skipped. */
export function confirmMobileRoutes(deps: Deps): Router {
  const router = new Router({ prefix: '/confirmar/celular' });

  router.get('/listo', (ctx) =>
    show(ctx, 'registration/confirm-mobile/done', {
      title: textsOf(ctx).pages.registration.titles.mobileConfirmed,
      profile: String(ctx.query.perfil ?? ''),
      continuar: continueIn(deps, originOfQuery(deps, ctx)),
    }),
  );

  router.get('/:ticket', (ctx) => showMobile(deps, ctx, String(ctx.params.ticket), {}));

  router.post('/:ticket', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const packed = String(ctx.params.ticket);
    const account = await accountOfTicket(deps, ctx, packed);
    if (!account) return seeOther(ctx, '/cuenta/datos');
    const again = (wrong: Wrong) => showMobile(deps, ctx, packed, wrong, form);
    await showAgain(ctx, mobileFields, again, async () => {
      const confirmed = await takeMobileForm(deps, ctx, account, form);
      const end = confirmed ? `/confirmar/celular/listo?perfil=${account.profile}` : ctx.path;
      seeOther(ctx, withOrigin(end, sealedIn(deps, ctx)));
    });
  });

  return router;
}

/** The origin in the address, where the product sealed it. */
function sealedIn(deps: Deps, ctx: Context): string | undefined {
  const origin = originOfQuery(deps, ctx);
  return origin && sealOrigin(deps, origin);
}

async function showMobile(deps: Deps, ctx: Context, packed: string, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const account = await accountOfTicket(deps, ctx, packed);
  if (!account) return seeOther(ctx, '/cuenta/datos');
  show(ctx, 'registration/confirm-mobile/form', {
    title: textsOf(ctx).pages.registration.titles.confirmMobile,
    formAction: withOrigin(ctx.path, sealedIn(deps, ctx)),
    continuar: continueIn(deps, originOfQuery(deps, ctx)),
    csrfToken: csrfToken(deps, ctx, FORM),
    ...(await mobileLocals(deps, ctx, account, wrong, form)),
  });
}
