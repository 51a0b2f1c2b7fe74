import type { SharedEnd } from '../../../domain/mandate.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { mandateEnds } from '../mandate-ends.ts';
import { callFor } from './parts.ts';
import { instant } from './values.ts';

const ANOTHER = 'Si todavía lo necesita, la empresa puede pedir otra invitación.';

/** What the company can do; one whose account ended is not told. */
const companyNext: Readonly<Record<SharedEnd, string>> = {
  revocado: `Si la empresa no lo pidió, cambie su clave y ${callFor('Terminó la invitación de mi facilitador')}`,
  'empresa-cerrada': ANOTHER,
  'sin-representante': `Revise sus datos en el SII. ${ANOTHER}`,
  vencido: ANOTHER,
  'cuenta-cerrada': ANOTHER,
};

/** Why it ended, in a text message. */
const briefly: Readonly<Record<SharedEnd, string>> = {
  revocado: 'la empresa le puso fin',
  'empresa-cerrada': 'la cuenta de la empresa termino',
  'sin-representante': 'el SII no nombra representantes de la empresa',
  vencido: 'llego su fecha',
  'cuenta-cerrada': 'la persona cerro su cuenta',
};

/** Notices of the time in which a facilitador signs in for a company. */
export const mandateWords: WordsFor<'mandate-ended' | 'mandate-renewed'> = {
  'mandate-ended': ({ at, to, company, nie, why }) => ({
    subject: 'Terminó una invitación de facilitador extranjero',
    title: 'Terminó una invitación de facilitador extranjero',
    paragraphs: [
      mandateEnds[why],
      to === 'company'
        ? 'Desde ahora esa persona no ingresa por su empresa. Cerramos las sesiones que tenía por ella.'
        : `Desde ahora no puede ingresar por ${company}. Cerramos las sesiones que tenía por ella.`,
      to === 'company'
        ? companyNext[why]
        : `Si cree que es un error, hable con ${company}. Solo la empresa puede pedir otra invitación.`,
    ],
    details: [
      { label: 'Cuándo', value: instant(at) },
      { label: 'Empresa', value: company },
      { label: 'Facilitador', value: `NIE ${nie}` },
    ],
    sms: `SENCE: termino su invitacion de facilitador extranjero: ${briefly[why]}. Vea su correo o llame al 800801030.`,
  }),
  'mandate-renewed': ({ at, to, company, nie, until }) => ({
    subject: 'Renovaron una invitación de facilitador extranjero',
    title: 'Renovaron una invitación de facilitador extranjero',
    paragraphs: [
      'La empresa renovó la invitación por doce meses.',
      to === 'company'
        ? `Si la empresa no lo pidió, cambie su clave y ${callFor('Renovaron a mi facilitador')}`
        : `Puede seguir ingresando por ${company}. No tiene que hacer nada.`,
    ],
    details: [
      { label: 'Cuándo', value: instant(at) },
      { label: 'Hasta', value: instant(until) },
      { label: 'Empresa', value: company },
      { label: 'Facilitador', value: `NIE ${nie}` },
    ],
    sms: 'SENCE: una empresa renovo su invitacion de facilitador extranjero. No tiene que hacer nada.',
  }),
};
