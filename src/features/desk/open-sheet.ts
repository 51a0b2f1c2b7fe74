import type { Context } from 'koa';
import { isReserved } from '../../domain/reservation.ts';
import type { Form } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { readAccount } from '../../http/staff/account-ticket.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { maskedHit } from './masked.ts';
import { groundsOf, reasonFields } from './reasons.ts';
import { packTicket } from './tickets.ts';
import { readingRoles } from './use-cases/agent.ts';
import { openSheet } from './use-cases/open-sheet.ts';

/** Abrir ficha: the reason, chosen and written. The visit is in the trail before the sheet has an address. */
export const openPage: DeskPage = {
  path: '/mesa/abrir/:ticket',
  roles: [...readingRoles],
  show: (deps, ctx, here) => showOpen(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const id = accountIn(deps, ctx, here);
    if (id === undefined) return seeOther(ctx, '/mesa');
    const again = (wrong: Wrong) => showOpen(deps, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: {}, first: 'motivo' }, again, async () => {
      const grounds = groundsOf(form);
      await openSheet(deps, here.member, id, grounds, here.visitor);
      seeOther(ctx, `/mesa/ficha/${packTicket(deps, here, 'sheet', { id, reason: grounds.reason })}`);
    });
  },
};

const accountIn = (deps: Deps, ctx: Context, here: DeskHere): string | undefined =>
  readAccount(deps, here, String(ctx.params.ticket));

/** The form; the page of a call that was confirmed leads here with its reason filled in. */
async function showOpen(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const id = accountIn(deps, ctx, here);
  const account = id === undefined ? undefined : await deps.accounts.find(id);
  // A marked account shows no number; a found page leads there no more.
  if (!account || isReserved(await deps.reservedAccounts.find(account.id))) return seeOther(ctx, '/mesa');
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'desk/open',
    about: account.id,
    tab: 'search',
    title: texts.desk.titles.open,
    hit: maskedHit(texts, account),
    ...reasonFields(texts, form ?? new Map([['motivo', String(ctx.query.motivo ?? '')]])),
    errors,
    faults,
    refusal,
  });
}
