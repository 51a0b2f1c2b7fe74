import type Router from '@koa/router';
import { disputableChanges } from '../../account/dispute-pending-change.ts';
import { text } from '../../http/form.ts';
import { show, textsOf, visitorOf } from '../../http/page.ts';
import { keepSession } from '../../http/signed-in/cookies.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { STOLEN } from '../pending-changes/motivo.ts';
import { stoppedViewOf } from '../pending-changes/stopped-view.ts';
import { stopOwnAccount } from './use-cases/stop-own-account.ts';

/** No fui yo, and Detener mi cuenta: what a user can do about acts that are not theirs. */
export function stopRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, '/no-fui-yo', async (ctx, here) => {
    showTab(cuenta, ctx, here, { tab: 'activity', view: 'not-me', title: textsOf(ctx).pages.myAccount.titles.notMe });
  });

  addPage(router, cuenta, '/detener', async (ctx, here) => {
    const waits = (await disputableChanges(cuenta.deps, { account: here.account, actor: here.actor?.run })).map(
      ({ id }) => `/cuenta/datos/solicitud/${id}`,
    );
    showTab(cuenta, ctx, here, {
      tab: 'security',
      view: 'stop',
      title: textsOf(ctx).pages.myAccount.titles.stop,
      waits,
      stolen: ctx.query.motivo === STOLEN,
    });
  });

  addForm(router, cuenta, '/detener', async (ctx, here, form) => {
    const stolen = text(form, 'motivo') === STOLEN;
    const visitor = visitorOf(ctx);
    await stopOwnAccount(cuenta.deps, here, visitor, { stolen });
    keepSession(cuenta.deps, ctx, null);
    // The user is signed out now, so there is no page of Mi cuenta to redirect to.
    const now = cuenta.deps.now();
    const stopped = stoppedViewOf(
      textsOf(ctx),
      { ...here.account, state: 'congelada', stolenAt: stolen ? now : undefined },
      now,
    );
    show(ctx, 'pending-changes/disavow/done', {
      title: textsOf(ctx).pages.myAccount.titles.stopped,
      stopped,
      folio: visitor.reference,
    });
  });
}
