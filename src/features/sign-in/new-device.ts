import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { type Form, readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { completeSignIn } from './complete.ts';
import { NEW_DEVICE_FORM, showNewDevice } from './new-device-page.ts';
import { refuseSpent } from './page-form.ts';
import { type ProofTicket, provedWith } from './proof-ticket.ts';
import { addTicketPage, type TicketPlace } from './ticket-page.ts';
import { checkNewDeviceCode, sendAnotherCode } from './use-cases/new-device-code.ts';
import { assertInTime, type NewDevice, newDeviceCode } from './use-cases/new-device-state.ts';
import { accountStillProved, assertStillActs } from './use-cases/still-proved.ts';

/** C14: after a right key in a browser that the account does not know, six digits from the mailbox end the sign-in. */
export function newDeviceRoutes(router: Router, deps: Deps, provider: Provider): void {
  addTicketPage(router, deps, provider, {
    path: 'equipo',
    form: NEW_DEVICE_FORM,
    show: async ({ ctx, interaction, ticket }) =>
      showNewDevice(deps, ctx, interaction, await waitingOf(deps, ctx, ticket), {}),
    take: (place, form) => takeForm(deps, place, form),
  });
}

/** Whose code this page takes. Throws why the sign-in cannot go on from here. */
async function waitingOf(deps: Deps, ctx: Context, ticket: ProofTicket): Promise<NewDevice> {
  const account = await accountStillProved(deps, ticket);
  const of = { account, browser: browserOf(ctx), uid: ticket.uid };
  assertInTime(deps, ticket.at, await newDeviceCode(deps, of));
  return of;
}

const fieldOf = { 'contact-code-wrong': 'codigo', 'contact-code-spent': 'codigo' } as const;

async function takeForm(deps: Deps, place: TicketPlace, form: Form): Promise<void> {
  const { ctx, interaction, ticket } = place;
  const of = await waitingOf(deps, ctx, ticket);
  const again = (wrong: Wrong, fault: unknown) => showNewDevice(deps, ctx, interaction, of, wrong, fault);
  await showAgain(ctx, { fieldOf, first: 'contenido' }, again, async () => {
    refuseSpent(ctx);
    if (text(form, 'accion') !== 'enviar') return takeCode(deps, place, of, form);
    await sendAnotherCode(deps, of, visitorOf(ctx));
    seeOther(ctx, ctx.path);
  });
}

async function takeCode(
  deps: Deps,
  { ctx, interaction, ticket }: TicketPlace,
  of: NewDevice,
  form: Form,
): Promise<void> {
  const { codigo } = readAll({ codigo: () => readCode(text(form, 'codigo')) });
  if (ticket.actor) await assertStillActs(deps, of.account, ticket.actor, visitorOf(ctx));
  const spend = await checkNewDeviceCode(deps, of, codigo, visitorOf(ctx));
  await completeSignIn(deps, ctx, interaction, provedWith(ticket, of.account, 'new-device-code'), spend);
}
