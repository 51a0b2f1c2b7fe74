import type Router from '@koa/router';
import { seeOther, textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addPage, showTab } from '../../http/signed-in/frame.ts';

/** Nuevo representante: the steps in their order, for a company. */
export function representativeRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, '/representantes', async (ctx, here) => {
    if (here.account.profile !== 'juridica') return seeOther(ctx, '/cuenta');
    showTab(cuenta, ctx, here, {
      tab: 'representatives',
      view: 'representatives',
      title: textsOf(ctx).pages.myAccount.titles.representatives,
      cardNeeded: here.account.keyNeedsCard,
    });
  });
}
