import type { Context } from 'koa';
import { findAccountCode, sendAccountCode } from '../../account/account-code.ts';
import type { Here } from '../../account/who-is-in.ts';
import { compactText } from '../../domain/pasted-text.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { browserOf, textsOf } from '../../http/page.ts';
import { type CodeContact, enrolmentContacts } from '../../http/signed-in/code-contacts.ts';
import { type ProofTyped, proofFaults, proofReaders } from '../../http/signed-in/proof-again.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import type { Deps } from '../../ports/deps.ts';
import type { ContactCode } from './use-cases/prove-holder.ts';

/** The fields of refusals of the use cases. */
export const sheetFaults = {
  ...proofFaults,
  'factor-contact-needed': 'codigo',
  'contact-code-wrong': 'codigo',
  'contact-code-spent': 'codigo',
  'too-many-codes': 'codigo',
} as const;

/** What was typed: key and factor, or key and the code of a contact. */
interface SheetTyped {
  readonly proof: ProofTyped;
  readonly code: ContactCode | undefined;
}

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

/** Reads key and proof; `asks` is whether the user has a factor. Throws FieldRefusals with all that is wrong. */
export function readSheetForm(
  deps: Pick<Deps, 'policy'>,
  ctx: Context,
  here: Here,
  { form, asks }: { readonly form: Form; readonly asks: boolean },
): SheetTyped {
  const sent = sentIn(ctx, enrolmentContacts(here, deps.policy));
  const again = proofReaders(form, here, asks);
  const { actual, codigo } = readAll({
    actual: again.actual,
    codigo: () => (asks ? { factor: again.codigo() } : { typed: readSent(text(form, 'codigo'), sent) }),
  });
  if (codigo.typed === undefined) return { proof: { actual, codigo: codigo.factor }, code: undefined };
  const code = { typed: codigo.typed, contact: sent?.contact ?? 'email', browser: browserOf(ctx) } as const;
  return { proof: { actual, codigo: undefined }, code };
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
