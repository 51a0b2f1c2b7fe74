import type { AskedOf } from '../../../domain/asked-of.ts';
import type { Weakness } from '../../../domain/key-block-list.ts';
import type { RefusalDetails } from '../../../domain/refusal.ts';
import type { RefusalWording } from '../../shape/refusals.ts';

const weaknesses: Readonly<Record<Weakness, string>> = {
  used: 'es una de las más usadas',
  named: 'lleva el nombre de este servicio',
  row: 'repite un carácter o sigue un orden',
  own: 'está hecha con su nombre, RUT, email o teléfono',
};

/** The page's name of the number that it asks for; without `of`, the RUT of the person who fills in the form. */
const numbers: Readonly<Record<AskedOf, string>> = {
  company: 'el RUT de la empresa',
  representative: 'el RUT del representante legal',
  foreigner: 'su RUN',
  other: 'el RUN de la persona',
};

const number = (of: RefusalDetails[string] | undefined): string => numbers[of as AskedOf] ?? 'su RUT';
/** What a person whose RUT is that of a company does instead. */
const insteadOfCompany: Readonly<Partial<Record<AskedOf, string>>> = {
  representative: 'Escriba el de una persona que la represente.',
  other: 'Escriba el RUN de una persona.',
};

/** Whose comuna it is. */
const comunas: Readonly<Partial<Record<AskedOf, string>>> = {
  company: 'la comuna de la empresa',
  other: 'la comuna',
};

/** What is wrong with a field. */
export const fieldRefusals = {
  'field-missing': () => ({ text: 'Este campo es obligatorio.' }),
  'field-too-long': ({ max }) => ({ text: `Escriba hasta ${max} caracteres.` }),
  'rut-missing': ({ of }) => ({ text: `Escriba ${number(of)}.` }),
  'rut-invalid': ({ of }) => ({ text: `Revise ${number(of)}: el dígito verificador no coincide.` }),
  'rut-of-company': ({ of }) => ({
    text: `Ese RUT es de una empresa. ${insteadOfCompany[of as AskedOf] ?? 'Siga en Persona Jurídica.'}`,
  }),
  'rut-too-long': ({ of }) => ({
    text: `Ese número es muy largo para un RUT. ${of === undefined ? 'Si es su NIE, siga en Migrante.' : 'Revíselo.'}`,
  }),
  'nie-missing': ({ of }) => ({
    text: `Ingrese ${of === 'other' ? 'el NIE de la persona' : 'su NIE'} (Número de Identidad Extranjero), sin puntos y con guion.`,
  }),
  'nie-invalid': ({ of }) => ({
    text: `Revise ${of === 'other' ? 'el NIE de la persona' : 'su NIE'}: el dígito verificador no coincide.`,
  }),
  'complaint-short': () => ({ text: 'Cuéntenos más, con al menos 10 caracteres.' }),
  'question-missing': () => ({ text: 'Elija una pregunta secreta.' }),
  'answer-missing': () => ({ text: 'Escriba su respuesta secreta.' }),
  'email-invalid': () => ({ text: 'Escriba un email como nombre@ejemplo.cl.' }),
  'email-letters': () => ({
    text: 'Antes de la @ un email no lleva tildes, eñes ni dibujos. Escríbalo como lo dio el proveedor de correo.',
  }),
  'email-invisible': () => ({ text: 'Ese email trae signos que no se ven. Bórrelo y escríbalo con el teclado.' }),
  'mobile-invalid': ({ of }) => ({
    text: `El celular debe tener 8 dígitos después de +56 9${of === 'representative' || of === 'other' ? '' : ', o marque «Sin Celular»'}.`,
  }),
  'phone-invalid': () => ({ text: 'El teléfono debe tener 9 dígitos, con el código de área.' }),
  'region-missing': () => ({ text: 'Elija su región.' }),
  'comuna-missing': ({ of }) => ({ text: `Elija ${comunas[of as AskedOf] ?? 'su comuna'}.` }),
  'comuna-unlisted': () => ({ text: 'Elija su comuna. Ya está la lista de su región.' }),
  'serial-missing': ({ of }) => ({
    text: `Escriba el número de serie o documento de ${of === 'representative' ? 'la cédula del representante legal' : 'su cédula'}.`,
  }),
  'serial-invalid': () => ({ text: 'El número debe tener 9 letras o números, o una A y 9 números.' }),
  'key-missing': () => ({ text: 'Escriba su Clave Sence.' }),
  'key-length': ({ min, max }) => ({ text: `La clave debe tener entre ${min} y ${max} caracteres.` }),
  'key-guessable': ({ why }) => ({
    text: `Esa clave es fácil de adivinar: ${weaknesses[why as Weakness]}. Elija otra.`,
  }),
  'keys-differ': () => ({ text: 'Las dos claves no son iguales. Escríbalas de nuevo.' }),
  'key-same': () => ({ text: 'La clave nueva es igual a la que va a cambiar. Elija otra.' }),
  'captcha-wrong': () => ({ text: 'Las letras no coinciden. Escriba las de la nueva imagen.' }),
  'captcha-spent': () => ({ text: 'La imagen venció. Escriba las letras de la nueva.' }),
  'form-stale': () => ({ text: 'La página llevaba mucho tiempo abierta. Vuelva a cargarla e intente de nuevo.' }),
  'cookies-missing': () => ({
    text: 'Su navegador no envió la cookie de este sitio, y sin ella no podemos seguir. Permita las cookies de Clave Sence en la configuración de su navegador, cargue la página de nuevo e intente otra vez.',
  }),
  'choice-missing': () => ({ text: 'Elija Sí o No.' }),
  'code-missing': () => ({ text: 'Escriba el código de 6 números.' }),
} satisfies Readonly<Record<string, RefusalWording>>;
