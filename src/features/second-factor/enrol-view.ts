import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { type Form, text } from '../../http/form.ts';
import type { Wrong } from '../../http/forms/show-again.ts';
import { textsOf } from '../../http/page.ts';
import { enrolmentContacts } from '../../http/signed-in/code-contacts.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { showTab } from '../../http/signed-in/frame.ts';
import { waysAgain } from '../../http/signed-in/proof-again.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { AskedCode } from './enrol-proof.ts';
import { asksCard } from './use-cases/prove-enrolment.ts';

/** What is shown of an enrolment besides the proof of its holder. */
export interface EnrolView<Content extends AskedCode> {
  readonly view: 'app' | 'passkey';
  titleIn(texts: Catalogue): string;
  /** Fields that come back as they were typed. */
  readonly fields: readonly string[];
  shown(at: ShownAt<Content>): object | Promise<object>;
}

/** The state in which a page of enrolment is shown. */
export interface ShownAt<Content extends AskedCode> {
  readonly ctx: Context;
  readonly here: Here;
  readonly content: Content;
  readonly form: Form;
  /** Why it is shown again. */
  readonly fault?: unknown;
}

interface Shown<Content> {
  readonly content: Content;
  /** Where the form is sent. */
  readonly address: string;
  readonly wrong?: Partial<Wrong>;
  readonly form?: Form;
  readonly fault?: unknown;
}

/** Shows the form of an enrolment, with what was typed. */
export async function showEnrolment<Content extends AskedCode>(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  page: EnrolView<Content>,
  { content, address, wrong = {}, form = new Map(), fault }: Shown<Content>,
): Promise<void> {
  const { deps } = cuenta;
  const contacts = enrolmentContacts(here, deps.policy);
  showTab(cuenta, ctx, here, {
    tab: 'security',
    folder: 'second-factor',
    view: page.view,
    title: page.titleIn(textsOf(ctx)),
    formAction: address,
    contacts,
    sentTo: contacts.find(({ contact }) => contact === content.contact)?.masked,
    delivery: await deliveryOf(deps, ctx, content),
    ways: await waysAgain(deps, here),
    asksCard: asksCard(here),
    ofRepresentative: here.actor !== undefined,
    values: Object.fromEntries(page.fields.map((name) => [name, text(form, name)])),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    ...(await page.shown({ ctx, here, content, form, fault })),
  });
}

async function deliveryOf(deps: Deps, ctx: Context, { contact, message }: AskedCode) {
  const sent = contact === 'mobile' ? { sms: message } : { mail: message };
  return (await deliveriesOf(deps, sent, textsOf(ctx)))[0];
}
