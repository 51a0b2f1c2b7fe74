import { FIRST_PLACE, type Place } from '../../domain/recovery-pages.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../../domain/refusal.ts';
import { oneWrong } from '../../http/forms/show-again.ts';
import { texts } from './texts.ts';

/** What every page of a recovery gets, with nothing typed yet. */
const form = { back: '/', csrfToken: 'ficha-de-ejemplo', values: {}, faults: {}, errors: [], holdHours: 72 };

const titles = {
  natural: 'Recuperar CS (Clave Sence) Persona Natural',
  juridica: 'Recuperar CS (Clave Sence) Persona Jurídica',
  migrante: 'Recuperar CS (Clave Sence) Migrante',
  facilitador: 'Recuperar CS (Clave Sence) Facilitador Extranjero',
};
const identifiers = {
  natural: '44.000.001-0',
  juridica: '54.000.001-8',
  migrante: '199.000.002-2',
  facilitador: '199.000.002-2',
};

export type RecoveringProfile = keyof typeof titles;

/** The first page, before the user has given a number. */
export const recoveryBegin = (profile: RecoveringProfile) => ({
  ...form,
  policy: 'guia',
  step: FIRST_PLACE,
  profile,
  title: titles[profile],
  formAction: `/recuperar/${profile}`,
});

/** When the journey of a later page ends by itself. */
export const ends = { at: '16.18 (hora de Santiago)', seconds: 1800 } as const;

/** A later page, at its place; the last ones have none. */
export const recoveryStep = (profile: RecoveringProfile, paso: string, step?: Place) => ({
  ...recoveryBegin(profile),
  paso,
  ends,
  step,
  identifier: identifiers[profile],
  back: `/recuperar/${profile}`,
  formAction: `/recuperar/${profile}/ejemplo`,
});

/** The captcha, if a policy has it. */
export const captcha = { captcha: { id: 'ejemplo' } };

/** A step that was refused for no field of its own. */
export const refusedWhole = (code: RefusalCode, details: RefusalDetails) =>
  oneWrong(texts, new Refusal(code, details), undefined, 'contenido');
