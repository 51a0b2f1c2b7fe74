import type { Refusal, RefusalCode } from '../../domain/refusal.ts';
import type { Service } from '../../ports/unavailable.ts';
import { fieldWords } from './field-words.ts';
import { journeyWords } from './journey-words.ts';
import { registryWords } from './registry-words.ts';
import { rightWords } from './right-words.ts';
import { PHONE, type Saying, type Words } from './said.ts';
import { signInWords } from './sign-in-words.ts';

/** A refusal without words does not compile. */
const words: Readonly<Record<RefusalCode, Saying>> = {
  ...fieldWords,
  ...registryWords,
  ...signInWords,
  ...journeyWords,
  ...rightWords,
};

/** Says a refusal in Spanish. */
export function wordsFor({ code, details }: Refusal): Words {
  return words[code](details);
}

/** The database fell silent after the word to save was sent. */
const MAY_BE_DONE =
  'No sabemos si alcanzamos a guardar lo que envió. Antes de repetirlo, espere unos minutos y revise si le llegó un aviso nuestro o si el cambio ya está hecho.';

/** Names of what is silent, and that trying later helps (M-70). */
const services: Readonly<Record<Service, string>> = {
  'civil-registry': 'El servicio del Registro Civil no está disponible en este momento.',
  'tax-registry': 'El servicio del SII no está disponible en este momento.',
  'nie-registry': 'El registro de NIE no está disponible en este momento.',
  'otec-registry': 'El registro de OTEC y OTIC no está disponible en este momento.',
  database: 'Clave Sence no está disponible en este momento.',
  hasher: 'Hay muchas personas ingresando en este momento.',
};

/**
 * Says that something outside is silent. A registry that is asked first leaves nothing counted and nothing lost; a database
 * that falls silent on the way does not tell.
 */
export function wordsForSilence(service: Service, mayBeDone = false): string {
  if (mayBeDone) return `${services.database} ${MAY_BE_DONE}`;
  if (service === 'database') return `${services.database} Vuelva a probar en unos minutos o llame al ${PHONE}.`;
  return `${services[service]} No contamos este intento. Vuelva a probar en unos minutos o llame al ${PHONE}.`;
}
