import type { Context } from 'koa';
import type { Form } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { maskedHit } from './masked.ts';
import { groundsOf, reasonFields } from './reasons.ts';
import { packTicket, ticketIn } from './tickets.ts';
import { readingRoles } from './use-cases/agent.ts';
import { openSheet } from './use-cases/open-sheet.ts';

/** Abrir ficha: the reason, chosen and written. The visit is in the trail before the sheet has an address. */
export const openPage: DeskPage = {
  path: '/mesa/abrir/:ticket',
  roles: [...readingRoles],
  show: (deps, ctx, here) => showOpen(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const hit = ticketIn(deps, ctx, here, 'hit');
    if (!hit) return seeOther(ctx, '/mesa');
    const again = (wrong: Wrong) => showOpen(deps, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: {}, first: 'motivo' }, again, async () => {
      await openSheet(deps, here.member, hit.id, groundsOf(form), here.visitor);
      seeOther(ctx, `/mesa/ficha/${packTicket(deps, here, 'sheet', { id: hit.id })}`);
    });
  },
};

async function showOpen(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const hit = ticketIn(deps, ctx, here, 'hit');
  const account = hit && (await deps.accounts.find(hit.id));
  if (!account) return seeOther(ctx, '/mesa');
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'desk/open',
    tab: 'search',
    title: texts.desk.titles.open,
    hit: maskedHit(texts, account),
    ...reasonFields(texts, form),
    errors,
    faults,
    refusal,
  });
}
