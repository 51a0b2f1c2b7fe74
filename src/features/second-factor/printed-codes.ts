import type Router from '@koa/router';
import type { Context } from 'koa';
import { packFreshFactor } from '../../account/fresh-factor.ts';
import type { Here } from '../../account/who-is-in.ts';
import { continueIn } from '../../http/flows/journey-origin.ts';
import { browserOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { detourOf, FRESH_FACTOR } from '../../http/signed-in/detour.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import {
  addPrintedPage,
  printedAddress as addressOf,
  type OpenPrinted,
  type PrintedPage,
} from '../../http/signed-in/printed-page.ts';
import type { Deps } from '../../ports/deps.ts';
import { paths } from './addresses.ts';
import type { PrintedCodes } from './use-cases/fresh-codes.ts';

/** Sus códigos impresos: the ten codes, shown and printed once. */
const page: PrintedPage = {
  path: paths.printed,
  folder: 'second-factor',
  ticket: { purpose: 'second-factor-printed', minutes: 10 },
  titlesIn: ({ pages }) => pages.secondFactor.titles,
};

export const printedCodesRoutes = (router: Router, cuenta: Cuenta): void =>
  addPrintedPage(router, cuenta, { ...page, onward: (ctx, here, shown) => onward(cuenta.deps, ctx, here, shown) });

/**
 * Where «Ya los guardé» leads besides Seguridad: to the sign-in that was left for this factor. What was proved a moment
 * ago is not asked again there.
 */
function onward(deps: Deps, ctx: Context, here: Here, { content: { reason }, at }: OpenPrinted) {
  const origin = detourOf(deps, ctx, here.account.id);
  const back = continueIn(deps, origin);
  if (!origin || !back || reason !== 'factor') return undefined;
  const fresh = packFreshFactor(deps, holderOf(here), { browser: browserOf(ctx), uid: origin.uid }, at);
  return { next: `${back.href}?${new URLSearchParams({ [FRESH_FACTOR]: fresh })}`, client: back.client };
}

/** The address of the page with these codes, for this session. */
export const printedAddress = (
  deps: Pick<Deps, 'tokens' | 'now'>,
  here: Here,
  codes: PrintedCodes,
  reason: 'factor' | 'codigos',
): string => addressOf(deps, here, page, { codes, reason });
