import type Router from '@koa/router';
import type { Here } from '../../account/who-is-in.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addPage, frameOf, showTab } from '../../http/signed-in/frame.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { destinationsOf } from './destinations.ts';
import { identityOf } from './my-data.ts';
import { pendingItems } from './pending.ts';
import { listPending } from './use-cases/list-pending.ts';

const HOME = '/';

/** Inicio: the user and how that is known, where one can go from here, and what waits. */
export function overviewRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, HOME, async (ctx, here) => {
    // Until 28 November 2026 this page showed the activity: its addresses redirect to the new one.
    if (ctx.query.mes !== undefined || ctx.query.pagina !== undefined)
      return seeOther(ctx, `/cuenta/actividad${ctx.search}`);
    const { deps } = cuenta;
    const pending = await listPending(deps, here);
    showTab(cuenta, ctx, here, {
      tab: 'overview',
      view: 'overview',
      title: textsOf(ctx).pages.myAccount.titles.overview,
      ...whoOf(textsOf(ctx), here, deps.now()),
      destinations: await destinationsOf(cuenta, textsOf(ctx), here),
      pending: pendingItems(textsOf(ctx), here, pending, deps.now()),
    });
  });
}

/** The user, line by line, and how the identity is known. */
export function whoOf(texts: Catalogue, here: Pick<Here, 'account' | 'actor' | 'invitation'>, now: Date) {
  const { rows } = texts.pages.myAccount;
  const { name, kind, identifier, actor, invitedBy } = frameOf(texts, here, now, 'overview').holder;
  const company = here.account.profile === 'juridica';
  return {
    identity: identityOf(here),
    company,
    who: [
      ...(name ? [{ dt: company ? rows.companyName : rows.name, dd: name }] : []),
      { dt: kind, dd: identifier },
      ...(actor ? [{ dt: rows.actsAs, dd: actor }] : []),
      ...(invitedBy ? [{ dt: rows.invitedBy, dd: invitedBy }] : []),
    ],
  };
}
