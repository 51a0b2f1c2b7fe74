import type { Context } from 'koa';
import { findAccountCode, sendAccountCode } from '../../account/account-code.ts';
import type { FactorHolder } from '../../account/prove-factor.ts';
import type { Here } from '../../account/who-is-in.ts';
import { readKey } from '../../domain/key.ts';
import { compactText } from '../../domain/pasted-text.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { browserOf, textsOf } from '../../http/page.ts';
import { type CodeContact, enrolmentContacts } from '../../http/signed-in/code-contacts.ts';
import { currentKeyFaults } from '../../http/signed-in/current-key.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import type { Deps } from '../../ports/deps.ts';

/** The fields of refusals of the use cases. */
export const sheetFaults = {
  ...currentKeyFaults,
  'factor-code-wrong': 'codigo',
  'factor-paused': 'codigo',
  'contact-code-wrong': 'codigo',
  'contact-code-spent': 'codigo',
  'too-many-codes': 'codigo',
} as const;

/** The holder of the sheet of a signed-in user: a representative of a company has their own. */
export const holderOf = ({ account, actor }: Pick<Here, 'account' | 'actor'>): FactorHolder => ({
  account,
  actor: actor?.subject,
});

/** The contact to which a code was sent, as the address names it; else undefined. */
const sentIn = (ctx: Context, contacts: readonly CodeContact[]): CodeContact | undefined =>
  contacts.find(({ action }) => action === ctx.query.enviado);

/** Sends a code if a button for it was pressed; gives the word of its contact. */
export async function sendSheetCode(deps: Deps, ctx: Context, here: Here, form: Form): Promise<string | undefined> {
  const chosen = enrolmentContacts(here, deps.policy).find(({ action }) => action === text(form, 'accion'));
  if (!chosen) return undefined;
  const { contact, action } = chosen;
  await sendAccountCode(deps, { account: here.account, purpose: 'backup-sheet', contact, browser: browserOf(ctx) });
  return action;
}

/** The key and the proof as they were typed; throws FieldRefusals with all that is wrong. */
export function readSheetForm(
  deps: Pick<Deps, 'policy'>,
  ctx: Context,
  here: Here,
  { form, factor }: { readonly form: Form; readonly factor: boolean },
) {
  const sent = sentIn(ctx, enrolmentContacts(here, deps.policy));
  const { actual, codigo } = readAll({
    actual: () => readKey(text(form, 'actual')),
    codigo: () => (factor ? readFactor(text(form, 'codigo')) : readSent(text(form, 'codigo'), sent)),
  });
  return { key: actual, shown: { typed: codigo, contact: sent?.contact ?? 'email', browser: browserOf(ctx) } as const };
}

function readFactor(typed: string): string {
  if (compactText(typed) === '') throw new Refusal('factor-code-missing');
  return typed;
}

function readSent(typed: string, sent: CodeContact | undefined): string {
  if (!sent && compactText(typed) === '') throw new Refusal('factor-contact-needed');
  return readCode(typed);
}

/** The contacts that can give a code, to which one it was sent, and what became of its message. */
export async function codeLocals(deps: Deps, ctx: Context, here: Here) {
  const contacts = enrolmentContacts(here, deps.policy);
  const sent = sentIn(ctx, contacts);
  if (!sent) return { contacts };
  const of = {
    account: here.account,
    purpose: 'backup-sheet',
    contact: sent.contact,
    browser: browserOf(ctx),
  } as const;
  const message = (await findAccountCode(deps, of))?.message;
  const channel = sent.contact === 'mobile' ? { sms: message } : { mail: message };
  const [delivery] = await deliveriesOf(deps, channel, textsOf(ctx));
  return { contacts, sentTo: message && sent.masked, delivery };
}
