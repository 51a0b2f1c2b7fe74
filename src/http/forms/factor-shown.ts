import type { FactorShown } from '../../account/prove-held.ts';
import type { PasskeyAnswer } from '../../account/prove-passkey.ts';
import { compactText } from '../../domain/pasted-text.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../form.ts';

/** Id of the passkey on a page that takes a factor. */
const PASSKEY = 'acceso-credencial';

/** The fields of what refuses a second factor. */
export const factorFields = {
  fieldOf: {
    'factor-code-wrong': 'codigo',
    'factor-code-missing': 'codigo',
    'factor-paused': 'codigo',
    'passkey-wrong': PASSKEY,
    'passkey-stale': PASSKEY,
    'passkey-unknown': PASSKEY,
    'passkey-missing': PASSKEY,
    'passkey-profile': PASSKEY,
  },
  first: 'contenido',
} as const;

/**
 * What a form shows as proof of a factor: the answer of a passkey, or else six digits or a printed code as typed.
 * `place` is the session or interaction of the page. Throws `factor-code-missing`.
 */
export const readFactor = (form: Form, place: string): FactorShown =>
  passkeyIn(form, place) ?? readFactorCode(text(form, 'codigo'));

/** The answer of a passkey in a form; undefined where the browser gave none. */
export function passkeyIn(form: Form, place: string): PasskeyAnswer | undefined {
  const answer = text(form, 'credencial');
  return answer === '' ? undefined : { place, ticket: text(form, 'reto'), answer };
}

/** The same on a page that does not know yet whether a factor is asked; undefined for none. */
export const factorIfShown = (form: Form, place: string): FactorShown | undefined =>
  passkeyIn(form, place) ?? (text(form, 'codigo').trim() === '' ? undefined : readFactorCode(text(form, 'codigo')));

function readFactorCode(typed: string): string {
  const code = typed.trim();
  if (compactText(code) === '') throw new Refusal('factor-code-missing');
  return code.slice(0, 64);
}
