import type Router from '@koa/router';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { paths, SECURITY } from './addresses.ts';
import { holderOf } from './holder.ts';
import { addProofPage } from './proof-page.ts';
import { removeFactor } from './use-cases/remove-factor.ts';

/** Quitar el segundo factor: the one that the address names (`cual`), or the first. */
export function removeFactorRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addProofPage(router, cuenta, {
    path: paths.remove,
    view: 'remove',
    titleIn: ({ pages }) => pages.secondFactor.titles.remove,
    factorIn: ({ query }, all) => (query.cual === undefined ? all[0] : all.find(({ id }) => id === query.cual)),
    async act(ctx, here, { id }, typed) {
      await removeFactor(deps, holderOf(here), id, typed, visitorOf(ctx));
      return donePath(SECURITY, 'sin-factor');
    },
  });
}
