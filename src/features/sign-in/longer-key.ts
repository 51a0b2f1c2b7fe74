import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { changeOwnKey } from '../../account/change-key.ts';
import type { Account } from '../../domain/account.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { keyLocals } from '../../http/forms/key-locals.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { renewDevice } from '../../http/known-device.ts';
import { seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { completeSignIn } from './complete.ts';
import { frameOf } from './frame.ts';
import type { Interaction } from './interaction.ts';
import { ledOn } from './led-on.ts';
import { refuseSpent } from './page-form.ts';
import { type ProofTicket, provedWith } from './proof-ticket.ts';
import { addTicketPage, type TicketPlace } from './ticket-page.ts';
import { proofNeeded } from './use-cases/proof-needed.ts';
import { accountStillProved } from './use-cases/still-proved.ts';

const FORM = 'longer-key';

/** Minutes in which a sign-in that was proved waits for the new key. */
const MINUTES = 30;

/** A key that is too short since the last second factor ended is replaced by a longer one, in the sign-in (C1). */
export function longerKeyRoutes(router: Router, deps: Deps, provider: Provider): void {
  addTicketPage(router, deps, provider, {
    path: 'clave-corta',
    form: FORM,
    async show({ ctx, interaction, ticket }) {
      await stillProved(deps, ticket);
      await showLongerKey(deps, ctx, interaction, {});
    },
    take: (place, form) => takeForm(deps, place, form),
  });
}

async function takeForm(deps: Deps, { ctx, interaction, ticket }: TicketPlace, form: Form): Promise<void> {
  const onward = await ledOn(interaction.provider, ctx);
  if (onward) return seeOther(ctx, onward);
  const account = await stillProved(deps, ticket);
  const again = (wrong: Partial<Wrong>) => showLongerKey(deps, ctx, interaction, wrong);
  await showAgain(ctx, { fieldOf, first: 'clave' }, again, async () => {
    refuseSpent(ctx);
    const changed = await change(deps, ctx, ticket, account, form);
    await completeSignIn(deps, ctx, interaction, provedWith(ticket, changed, 'longer-key'));
  });
}

const fieldOf = { 'key-length': 'clave', 'key-guessable': 'clave', 'key-same': 'clave' } as const;

/**
 * The account, while what was proved of it holds and nothing else is to be proved before: a ticket of an earlier page
 * opens nothing here. Throws `proof-lapsed` and what a stopped account throws.
 */
async function stillProved(deps: Deps, ticket: ProofTicket): Promise<Account> {
  if (deps.now().getTime() - ticket.at >= MINUTES * 60_000) throw new Refusal('proof-lapsed');
  const account = await accountStillProved(deps, ticket);
  if ((await proofNeeded(deps, { ...ticket, account }, [])) !== 'longer-key') throw new Refusal('proof-lapsed');
  return account;
}

/** Saves the key that was chosen; this browser stays as known as it was. Gives the account as it is now. */
async function change(deps: Deps, ctx: Context, ticket: ProofTicket, account: Account, form: Form): Promise<Account> {
  const { clave } = readAll({
    clave: () => chooseKey(text(form, 'clave'), deps.policy, []),
    clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
  });
  const own = { accountId: account.id, proved: account.keyHash, actor: ticket.actor };
  await changeOwnKey(deps, { ...own, chosen: clave }, visitorOf(ctx));
  if (!ticket.remember) await renewDevice(deps, ctx, account);
  return (await deps.accounts.find(account.id)) ?? account;
}

async function showLongerKey(deps: Deps, ctx: Context, interaction: Interaction, wrong: Partial<Wrong>): Promise<void> {
  show(ctx, 'key-change/provisional', {
    title: textsOf(ctx).pages.signIn.titles.longerKey,
    ...(await frameOf(deps, ctx, interaction, { form: FORM })),
    short: true,
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: {},
    ...keyLocals(deps.policy),
  });
}
