import type Router from '@koa/router';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import { paths } from './addresses.ts';
import { printedAddress } from './printed-codes.ts';
import { addProofPage } from './proof-page.ts';
import { renewCodes } from './use-cases/renew-codes.ts';

/** Imprimir códigos nuevos: ten codes in place of all earlier ones, for a user who proves the factor. */
export function newCodesRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addProofPage(router, cuenta, {
    path: paths.codes,
    view: 'new-codes',
    titleIn: ({ pages }) => pages.secondFactor.titles.newCodes,
    factorIn: (_ctx, [first]) => first,
    async act(ctx, here, _factor, { codigo }) {
      const codes = await renewCodes(deps, holderOf(here), codigo, visitorOf(ctx));
      return printedAddress(deps, here, codes, 'codigos');
    },
  });
}
