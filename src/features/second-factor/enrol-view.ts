import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { formatIdentifier } from '../../domain/account.ts';
import { type Form, text } from '../../http/form.ts';
import type { Wrong } from '../../http/forms/show-again.ts';
import { textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { showTab } from '../../http/signed-in/frame.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import type { Deps } from '../../ports/deps.ts';
import { enrolmentContacts } from './code-contacts.ts';
import { type Enrolment, enrolFields } from './enrol-form.ts';
import { qrCode } from './qr-code.ts';
import type { OpenTicket } from './session-ticket.ts';
import { asksCard } from './use-cases/prove-enrolment.ts';

/** Shows the form of an enrolment, with what was typed; `address` is where it is sent. */
export async function showEnrolment(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  { content, address }: OpenTicket<Enrolment> & { readonly address: string },
  wrong: Partial<Wrong>,
  form: Form = new Map(),
): Promise<void> {
  const { deps } = cuenta;
  const contacts = enrolmentContacts(here, deps.policy);
  showTab(cuenta, ctx, here, {
    tab: 'security',
    folder: 'second-factor',
    view: 'app',
    title: textsOf(ctx).pages.secondFactor.titles.app,
    formAction: address,
    ...appShown(deps, here, content.secret),
    contacts,
    sentTo: contacts.find(({ contact }) => contact === content.contact)?.masked,
    delivery: await deliveryOf(deps, ctx, content),
    asksCard: asksCard(here),
    ofRepresentative: here.actor !== undefined,
    values: Object.fromEntries(enrolFields.map((name) => [name, text(form, name)])),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

/** The secret as an app reads it, from a screen or from a link, and as it is typed, in groups of four. */
export function appShown({ totp }: Pick<Deps, 'totp'>, { account }: Pick<Here, 'account'>, secret: string) {
  const link = totp.address(secret, formatIdentifier(account.identifier));
  return { qr: qrCode(link), link, secret: (secret.match(/.{1,4}/g) ?? []).join(' ') };
}

async function deliveryOf(deps: Deps, ctx: Context, { contact, message }: Enrolment) {
  const sent = contact === 'mobile' ? { sms: message } : { mail: message };
  return (await deliveriesOf(deps, sent, textsOf(ctx)))[0];
}
