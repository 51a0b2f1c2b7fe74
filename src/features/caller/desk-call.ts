import type { Context } from 'koa';
import type { Account } from '../../domain/account.ts';
import { callContacts } from '../../domain/caller-check.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isReserved } from '../../domain/reservation.ts';
import { text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { packAccount, readAccount } from '../../http/staff/account-ticket.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { callView } from './call-view.ts';
import { askCaller } from './use-cases/ask-caller.ts';

/** Where an unknown or expired ticket leads. */
const SEARCH = '/mesa';

/**
 * «Comprobar a quien llama»: the agent chooses a masked contact on file, says the number that the page shows, and reads
 * how the person answered. The account is named by a ticket of the session.
 */
export const deskCallPage: DeskPage = {
  path: '/mesa/llamada/:ticket',
  roles: ['agente', 'revisor'],
  async show(deps, ctx, here) {
    const account = await accountOf(deps, ctx, here);
    if (account) await showCall(deps, ctx, here, account);
  },
  async act(deps, ctx, here, form) {
    const account = await accountOf(deps, ctx, here);
    if (!account) return;
    const again = (wrong: Wrong) => showCall(deps, ctx, here, account, wrong);
    await showAgain(ctx, { fieldOf: { 'call-contact-missing': 'contacto' }, first: 'contenido' }, again, async () => {
      const contact = callContacts.find((one) => one === text(form, 'contacto'));
      if (!contact) throw new Refusal('call-contact-missing');
      await askCaller(deps, here.member, { accountId: account.id, contact }, here.visitor);
      seeOther(ctx, addressOf(deps, here, account));
    });
  },
};

const addressOf = (deps: Deps, here: DeskHere, { id }: Pick<Account, 'id'>): string =>
  `/mesa/llamada/${packAccount(deps, here, id)}`;

/** The account of the address; a ticket that opens none, and one of a marked account, leads to the search. */
async function accountOf(deps: Deps, ctx: Context, here: DeskHere): Promise<Account | undefined> {
  const id = readAccount(deps, here, String(ctx.params.ticket));
  const closed = id !== undefined && isReserved(await deps.reservedAccounts.find(id));
  const account = id === undefined || closed ? undefined : await deps.accounts.find(id);
  if (!account) seeOther(ctx, SEARCH);
  return account;
}

async function showCall(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  account: Account,
  wrong: Partial<Wrong> = {},
): Promise<void> {
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'caller/desk',
    title: texts.pages.caller.titles.desk,
    tab: 'search',
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    reload: addressOf(deps, here, account),
    sheet: `/mesa/abrir/${packAccount(deps, here, account.id)}?motivo=llamada`,
    ...(await callView(deps, texts, here.member.id, account)),
  });
}
