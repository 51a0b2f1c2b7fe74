import type { CodePurpose } from '../../../ports/account-codes.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { boundCode, callFor } from './parts.ts';

interface PurposeWords {
  readonly to: string;
  readonly sms: string;
  /** What a code means that the reader did not ask for. */
  readonly unasked?: string;
}

/** The purpose of the code, as the mail's text states it and as an SMS can write it. */
const purposes: Readonly<Record<CodePurpose, PurposeWords>> = {
  'sign-in': { to: 'ingresar con su Clave Sence en un equipo nuevo', sms: 'ingresar con su Clave Sence' },
  'new-device': {
    to: 'terminar de ingresar en un equipo que su cuenta no conoce',
    sms: 'terminar de ingresar con su Clave Sence',
    unasked: 'Si no fue usted, alguien escribió su clave: no le dé este código a nadie y recupere su clave hoy mismo.',
  },
  cedula: { to: 'comprobar su cédula en un equipo nuevo', sms: 'comprobar su cedula' },
  'confirm-mobile': { to: 'confirmar que este celular es suyo', sms: 'confirmar este celular' },
  'stop-hold': { to: 'detener la solicitud que está en espera', sms: 'detener una solicitud' },
  'change-key': { to: 'elegir su Clave Sence nueva', sms: 'elegir su Clave Sence nueva' },
  'second-factor': { to: 'agregar un segundo factor a su cuenta', sms: 'agregar un segundo factor' },
  'factor-loss': {
    to: 'quitar el segundo factor que perdió',
    sms: 'quitar su segundo factor',
    unasked: 'Si no fue usted, alguien escribió su clave: no le dé este código a nadie y cambie su clave hoy mismo.',
  },
  'backup-sheet': { to: 'imprimir o quitar su hoja de respaldo', sms: 'su hoja de respaldo' },
  contest: { to: 'recuperar su RUT en Clave Sence', sms: 'recuperar su RUT en Clave Sence' },
};

/**
 * Six digits to a contact on file, for one purpose; the text says what it does, so that the reader gives it to no one.
 */
export const codeWords: WordsFor<'account-code'> = {
  'account-code': ({ purpose, code, minutes, host }) => ({
    subject: 'Su código de Clave Sence',
    title: 'Su código',
    paragraphs: [
      `Sirve para ${purposes[purpose].to}. Escríbalo en la página que se lo pidió y no lo comparta con nadie.`,
      ...(purposes[purpose].unasked ? [purposes[purpose].unasked] : []),
      `Vence en ${minutes} minutos. Si usted no lo pidió, no lo escriba en ninguna parte. Nadie de SENCE se lo pedirá. Si duda, ${callFor('No pedí este código')}`,
    ],
    code: { label: 'Código', value: code },
    sms: boundCode(
      `SENCE: ${code} es su codigo para ${purposes[purpose].sms}. Vence en ${minutes} minutos. No lo comparta.`,
      code,
      host,
    ),
  }),
};
