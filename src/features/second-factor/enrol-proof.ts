import type { Context } from 'koa';
import { sendAccountCode } from '../../account/account-code.ts';
import type { CardVisitor } from '../../account/card-tries.ts';
import type { FactorShown } from '../../account/prove-held.ts';
import type { Here } from '../../account/who-is-in.ts';
import { type CedulaSerial, requireSerial } from '../../domain/cedula.ts';
import type { ContactKind } from '../../domain/data-update.ts';
import { compactText } from '../../domain/pasted-text.ts';
import { Refusal } from '../../domain/refusal.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { type Form, text } from '../../http/form.ts';
import { readFactor } from '../../http/forms/factor-shown.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { browserOf } from '../../http/page.ts';
import { enrolmentContacts } from '../../http/signed-in/code-contacts.ts';
import type { Deps } from '../../ports/deps.ts';
import { asksCard, type EnrolmentProof } from './use-cases/prove-enrolment.ts';

/** The code that an enrolment waits for: the contact to which it went, and the id of its message. */
export interface AskedCode {
  readonly contact?: ContactKind | undefined;
  readonly message?: string | undefined;
}

/** Readers of the fields of the proof: code and card for a first factor, any factor for a further one. */
export const proofReaders = (here: Here, form: Form, first: boolean, { contact }: AskedCode) => ({
  codigo: (): { readonly code: string } | { readonly factor: FactorShown } =>
    first ? { code: readContactCode(text(form, 'codigo'), contact) } : { factor: readFactor(form, here.session.id) },
  serie: (): CedulaSerial | undefined => (first && asksCard(here) ? requireSerial(text(form, 'serie')) : undefined),
});

type ProofRead = {
  readonly [Name in keyof ReturnType<typeof proofReaders>]: ReturnType<ReturnType<typeof proofReaders>[Name]>;
};

/** The proof that was read, as the use cases take it. */
export function proofOf(
  deps: Deps,
  ctx: Context,
  { contact }: AskedCode,
  { codigo, serie }: ProofRead,
): EnrolmentProof {
  if ('factor' in codigo) return codigo;
  return {
    contact: contact ?? 'email',
    contactCode: codigo.code,
    serial: serie,
    browser: browserOf(ctx),
    device: deviceOfBrowser(deps, ctx),
  };
}

/** Sends the code if a button for it was pressed: what the enrolment waits for then. */
export async function sendCode(
  deps: Deps,
  ctx: Context,
  here: Here,
  asked: AskedCode,
  form: Form,
): Promise<AskedCode | undefined> {
  const action = text(form, 'accion');
  const chosen = enrolmentContacts(here, deps.policy).find((one) => one.action === action);
  if (!chosen) return undefined;
  const { contact } = chosen;
  const of = { account: here.account, purpose: 'second-factor', contact, browser: browserOf(ctx) } as const;
  const sent = await sendAccountCode(deps, of);
  return { contact, message: sent ?? (contact === asked.contact ? asked.message : undefined) };
}

function readContactCode(typed: string, contact: ContactKind | undefined): string {
  if (!contact && compactText(typed) === '') throw new Refusal('factor-contact-needed');
  return readCode(typed);
}

/** Who enrols, with the work that a card may cost; who is sent away for a code comes back to this page. */
export const enrolVisitor = (deps: Deps, ctx: Context, form: Form): CardVisitor => ({
  ...cardVisitorOf(deps, ctx, form),
  page: ctx.path + ctx.search,
});
