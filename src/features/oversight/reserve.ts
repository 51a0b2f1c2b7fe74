import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import { maskedHit } from '../desk/masked.ts';
import { openedSheet } from '../desk/opened-sheet.ts';
import { stepReservation } from './use-cases/reserve.ts';

/** Reservar: an auditor asks, from the sheet, that an account in the public eye be marked. */
export const reservePage: DeskPage = {
  path: '/mesa/ficha/:ticket/reservar',
  roles: ['auditor'],
  show: (deps, ctx, here) => showReserve(deps, ctx, here, {}),
  async act(deps, ctx, here) {
    const opened = await openedSheet(deps, ctx, here);
    if (!opened) return seeOther(ctx, '/mesa');
    const again = (wrong: Wrong) => showReserve(deps, ctx, here, wrong);
    await showAgain(ctx, { fieldOf: {}, first: 'contenido' }, again, async () => {
      await stepReservation(deps, here.member, { accountId: opened.id, step: 'ask' }, here.visitor);
      seeOther(ctx, '/mesa/auditoria/reservadas');
    });
  },
};

async function showReserve(
  deps: Parameters<DeskPage['show']>[0],
  ctx: Parameters<DeskPage['show']>[1],
  here: Parameters<DeskPage['show']>[2],
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
): Promise<void> {
  const opened = await openedSheet(deps, ctx, here);
  const account = opened && (await deps.accounts.find(opened.id));
  if (!account) return seeOther(ctx, '/mesa');
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'oversight/reserve',
    tab: 'search',
    title: texts.oversight.titles.reserve,
    hit: maskedHit(texts, account),
    sheet: `/mesa/ficha/${ctx.params.ticket}`,
    errors,
    faults,
    refusal,
  });
}
