import { meantEmail } from '../../domain/meant-email.ts';
import { type Form, text } from '../../http/form.ts';

/** `accion` of the button that accepts the suggestion for a field. */
const TAKE = 'usar-';

/** What the page asks about the e-mails of a form, by their field: «¿Quiso decir…?» */
export function emailDoubts(form: Form, fields: readonly string[]): Readonly<Record<string, string>> {
  const asked = fields.flatMap((field) => {
    const meant = meantEmail(text(form, field));
    return meant ? [[field, meant] as const] : [];
  });
  return Object.fromEntries(asked);
}

/** Whether one of them was not asked before: then the form waits for an answer, once. */
export const hasNewDoubt = (form: Form, fields: readonly string[]): boolean =>
  Object.keys(emailDoubts(form, fields)).some((field) => text(form, `${field}_visto`) !== text(form, field));

/** The form with the suggestion, where its button was pressed. */
export function takeMeant(form: Form, fields: readonly string[]): Form {
  const field = fields.find((one) => text(form, 'accion') === `${TAKE}${one}`);
  const meant = field && meantEmail(text(form, field));
  return field && meant ? new Map([...form, [field, meant], ['accion', afterTaking(form)]]) : form;
}

/** A user who had not typed the keys yet continues with the form; one who had sends it. */
const afterTaking = (form: Form): string => (text(form, 'clave') || text(form, 'clave2') ? 'continuar' : 'mostrar');
