import type Router from '@koa/router';
import type { Context } from 'koa';
import { packFreshFactor } from '../../account/fresh-factor.ts';
import type { Here } from '../../account/who-is-in.ts';
import { continueIn } from '../../http/flows/journey-origin.ts';
import { browserOf, textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { detourOf, FRESH_FACTOR } from '../../http/signed-in/detour.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addPage, showTab } from '../../http/signed-in/frame.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import type { Deps } from '../../ports/deps.ts';
import { paths, SECURITY } from './addresses.ts';
import { type OpenTicket, ticketAddress, ticketIn } from './session-ticket.ts';
import type { PrintedCodes } from './use-cases/fresh-codes.ts';

/** The codes are in the address, sealed; after ten minutes, and in any other session, the page is over. */
const TICKET = { purpose: 'second-factor-printed', minutes: 10 } as const;

/** What was done before the codes are shown, as Seguridad says it afterwards. */
type Reason = 'factor' | 'codigos';

interface Sheet {
  readonly codes: PrintedCodes;
  readonly reason: Reason;
}

/** Sus códigos impresos: the ten codes, shown and printed once. */
export function printedCodesRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, paths.printed, async (ctx, here) => {
    const ticket = ticketIn<Sheet>(cuenta.deps, ctx, here, TICKET);
    const { formats, pages } = textsOf(ctx);
    const { titles } = pages.secondFactor;
    const page = { tab: 'security', folder: 'second-factor' } as const;
    if (!ticket) return showTab(cuenta, ctx, here, { ...page, view: 'printed-over', title: titles.printedOver });
    const { codes, reason } = ticket.content;
    showTab(cuenta, ctx, here, {
      ...page,
      view: 'printed',
      title: titles.printed,
      codes,
      renewed: reason === 'codigos',
      made: formats.longDay(ticket.at),
      ...onward(cuenta.deps, ctx, here, ticket),
    });
  });
}

/**
 * Where «Ya los guardé» leads: to Seguridad, or to the sign-in that was left for this factor. What was proved a moment
 * ago is not asked again there.
 */
function onward(deps: Deps, ctx: Context, here: Here, { content: { reason }, at }: OpenTicket<Sheet>) {
  const origin = detourOf(deps, ctx, here.account.id);
  const back = continueIn(deps, origin);
  if (!origin || !back || reason !== 'factor') return { next: donePath(SECURITY, reason) };
  const fresh = packFreshFactor(deps, holderOf(here), { browser: browserOf(ctx), uid: origin.uid }, at);
  return {
    next: `${back.href}?${new URLSearchParams({ [FRESH_FACTOR]: fresh })}`,
    client: back.client,
    volver: undefined,
  };
}

/** The address of the page with these codes, for this session. */
export const printedAddress = (
  deps: Pick<Deps, 'tokens' | 'now'>,
  here: Here,
  codes: PrintedCodes,
  reason: Reason,
): string => ticketAddress(deps, here, TICKET, paths.printed, { content: { codes, reason } satisfies Sheet });
