import type Router from '@koa/router';
import { renewDevice } from '../../http/known-device.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import { paths, SECURITY } from './addresses.ts';
import { addProofPage } from './proof-page.ts';
import { removalNeedsKey, removeFactor } from './use-cases/remove-factor.ts';

/**
 * Quitar el segundo factor: the one that the address names (`cual`), or the first; with the last one a short key is
 * replaced (C1).
 */
export function removeFactorRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addProofPage(router, cuenta, {
    path: paths.remove,
    view: 'remove',
    titleIn: ({ pages }) => pages.secondFactor.titles.remove,
    factorIn: ({ query }, all) => (query.cual === undefined ? all[0] : all.find(({ id }) => id === query.cual)),
    asksKey: ({ account }, all, { id }) => removalNeedsKey(deps, account, all, id),
    async act(ctx, here, { id }, { codigo, clave }) {
      const besides = { chosen: clave, except: here.session.sessionUid };
      const keyChanged = await removeFactor(deps, holderOf(here), id, codigo, visitorOf(ctx), besides);
      if (keyChanged) await renewDevice(deps, ctx, here.account);
      return donePath(SECURITY, keyChanged ? 'sin-factor-clave' : 'sin-factor');
    },
  });
}
