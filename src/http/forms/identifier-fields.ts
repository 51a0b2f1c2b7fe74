import type { Identifier } from '../../domain/account.ts';
import { readKey } from '../../domain/key.ts';
import type { KeyChangingProfile } from '../../domain/key-change.ts';
import { parseNie } from '../../domain/nie.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseRun, parseRut, type Rut } from '../../domain/rut.ts';
import { type Form, readAll, text } from '../form.ts';
import { askedOf } from '../words/asked-of.ts';
import { typedRut } from './typed-rut.ts';

type Typed = { readonly rut: Identifier };
type TypedKey = { readonly clave: ReturnType<typeof readKey>; readonly rut_representante?: Rut | undefined };

/** How each profile reads its identifier. */
const identifiers: Readonly<Record<KeyChangingProfile, (typed: string) => Identifier>> = {
  natural: parseRun,
  juridica: (typed) => askedOf('company', () => parseRut(typed))(),
  migrante: parseNie,
  facilitador: parseNie,
};

const identifierIn = (profile: KeyChangingProfile, form: Form) => ({
  rut: () => identifiers[profile](text(form, 'rut')),
});

/** «CS Actual», and for a company its representative. */
const keyIn = (profile: KeyChangingProfile, form: Form) => ({
  ...(profile === 'juridica'
    ? { rut_representante: askedOf('representative', () => parseRun(text(form, 'rut_representante'))) }
    : {}),
  clave: () => readKey(text(form, 'clave')),
});

/** Only whose key it is, if the rest is asked after a link in the mailbox. Throws FieldRefusals. */
export const readIdentifier = (profile: KeyChangingProfile, form: Form): Typed => readAll(identifierIn(profile, form));

/** Whose number was typed; undefined where it is none. */
export function numberTyped(profile: KeyChangingProfile, form: Form) {
  try {
    return { profile, identifier: identifiers[profile](text(form, 'rut')) };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** «Validar Datos». Throws FieldRefusals with every field that is wrong. */
export const readCurrent = (profile: KeyChangingProfile, form: Form): Typed & TypedKey =>
  readAll({ ...identifierIn(profile, form), ...keyIn(profile, form) });

/** The same without the identifier, which is known. */
export const readCurrentKey = (profile: KeyChangingProfile, form: Form): TypedKey => readAll(keyIn(profile, form));

/** Both numbers as they are given back after an error. */
export const typedNumbers = (form: Form) => ({
  rut: typedRut(text(form, 'rut')),
  rut_representante: typedRut(text(form, 'rut_representante')),
});
