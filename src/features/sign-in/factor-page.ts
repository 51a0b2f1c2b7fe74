import type Router from '@koa/router';
import type { default as Provider } from 'oidc-provider';
import { proveHeld } from '../../account/prove-held.ts';
import type { Account } from '../../domain/account.ts';
import { type Form, readAll } from '../../http/form.ts';
import { factorFields, readFactor } from '../../http/forms/factor-shown.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { knownPlace } from '../../http/known-device.ts';
import { type PageState, seeOther, visitorOf } from '../../http/page.ts';
import { asksToRememberBrowser } from '../../http/remembered-browser.ts';
import type { Deps } from '../../ports/deps.ts';
import { completeSignIn } from './complete.ts';
import { FACTOR_FORM, showFactor } from './factor-view.ts';
import { ledOn } from './led-on.ts';
import { refuseSpent } from './page-form.ts';
import { provedWith } from './proof-ticket.ts';
import { addTicketPage, type TicketPlace } from './ticket-page.ts';
import { assertStillActs, keyStillProved } from './use-cases/still-proved.ts';

/** After a right key, the second factor of an account that has one: a passkey, digits of the app, or a printed code. */
export function factorRoutes(router: Router, deps: Deps, provider: Provider): void {
  addTicketPage(router, deps, provider, {
    path: 'factor',
    form: FACTOR_FORM,
    async show({ ctx, interaction, ticket }) {
      const account = await keyStillProved(deps, ticket);
      await showFactor(deps, ctx, interaction, { account, actor: ticket.actor }, {});
    },
    take: (place, form) => takeForm(deps, place, form),
  });
}

async function takeForm(deps: Deps, place: TicketPlace, form: Form): Promise<void> {
  const { ctx, interaction, ticket } = place;
  const onward = await ledOn(interaction.provider, ctx);
  if (onward) return seeOther(ctx, onward);
  const account = await keyStillProved(deps, ticket);
  const shown = { account, actor: ticket.actor, ticked: asksToRememberBrowser(form) };
  const again = (wrong: Partial<Wrong>) => showFactor(deps, ctx, interaction, shown, wrong);
  await showAgain(ctx, factorFields, again, () => {
    refuseSpent(ctx);
    return takeFactor(deps, place, account, form);
  });
}

async function takeFactor(
  deps: Deps,
  { ctx, interaction, ticket }: TicketPlace,
  account: Account,
  form: Form,
): Promise<void> {
  const { codigo } = readAll({ codigo: () => readFactor(form, interaction.uid) });
  const visitor = visitorOf(ctx);
  const { actor } = ticket;
  if (actor) await assertStillActs(deps, account, actor, visitor);
  const holder = { account, actor, place: knownPlace(deps, ctx, account) };
  const factor = await proveHeld(deps, holder, codigo, visitor);
  (ctx.state as PageState).signedIn = true;
  // A printed code is used where the phone is lost: nothing is remembered by it.
  const keepsBrowser = factor.by !== 'recovery-code' && asksToRememberBrowser(form);
  await completeSignIn(deps, ctx, interaction, {
    ...provedWith(ticket, account, 'second-factor'),
    factor,
    keepsBrowser,
  });
}
