import type { Context } from 'koa';
import { assertActsNow, type Here } from '../../account/who-is-in.ts';
import { requireSerial } from '../../domain/cedula.ts';
import type { ContactKind } from '../../domain/data-update.ts';
import { compactText } from '../../domain/pasted-text.ts';
import { Refusal } from '../../domain/refusal.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { browserOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { enrolTotp } from './use-cases/enrol-totp.ts';
import type { PrintedCodes } from './use-cases/fresh-codes.ts';
import { asksCard } from './use-cases/prove-enrolment.ts';

const NAME_MAX = 40;

/** Fields that come back as they were typed. */
export const enrolFields = ['nombre', 'digitos', 'codigo', 'serie'] as const;

/** The fields of refusals of the use case. */
export const enrolFaults = {
  'factor-code-wrong': 'digitos',
  'contact-code-wrong': 'codigo',
  'contact-code-spent': 'codigo',
  'too-many-codes': 'codigo',
  'serial-missing': 'serie',
  'cedula-mismatch': 'serie',
  'card-stolen': 'serie',
} as const;

/** The secret of an enrolment under way, and the contact whose code it waits for. */
export interface Enrolment {
  readonly secret: string;
  readonly contact?: ContactKind | undefined;
  /** Id of the message with the code. */
  readonly message?: string | undefined;
}

/** Reads the form and enrols the app: the printed codes. Throws what is wrong in it and what `enrolTotp` throws. */
export async function takeEnrolment(
  deps: Deps,
  ctx: Context,
  here: Here,
  { secret, contact }: Enrolment,
  form: Form,
): Promise<PrintedCodes> {
  const card = asksCard(here);
  const { nombre, digitos, codigo, serie } = readAll({
    nombre: () => readName(text(form, 'nombre')),
    digitos: () => readCode(text(form, 'digitos')),
    codigo: () => readContactCode(text(form, 'codigo'), contact),
    serie: () => (card ? requireSerial(text(form, 'serie')) : undefined),
  });
  await assertActsNow(deps, here, visitorOf(ctx));
  const typed = {
    secret,
    digits: digitos,
    label: nombre,
    contact: contact ?? 'email',
    contactCode: codigo,
    serial: serie,
    browser: browserOf(ctx),
    device: deviceOfBrowser(deps, ctx),
  };
  // Who is sent to another page for a code comes back to this secret.
  return enrolTotp(deps, here, typed, { ...cardVisitorOf(deps, ctx, form), page: ctx.path + ctx.search });
}

/** The user's own name for the app, without characters that cannot be seen; may be empty. Throws `field-too-long`. */
function readName(typed: string): string {
  const name = typed.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (name.length > NAME_MAX) throw new Refusal('field-too-long', { max: NAME_MAX });
  return name;
}

function readContactCode(typed: string, contact: ContactKind | undefined): string {
  if (!contact && compactText(typed) === '') throw new Refusal('factor-contact-needed');
  return readCode(typed);
}
