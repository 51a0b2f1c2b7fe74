import type { MailedJourney } from '../../../ports/notice.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { boundCode, callFor, happened, mayCall, notMe } from './parts.ts';

/** What a link in the mailbox continues, as a mail calls it, and as an SMS can write it (GSM-7). */
const underWay: Readonly<
  Record<MailedJourney, { readonly name: string; readonly sms: string; readonly kept: string }>
> = {
  recovery: {
    name: 'la recuperación de su Clave Sence',
    sms: 'la recuperacion de su clave',
    kept: 'su clave no cambió y sigue funcionando',
  },
  'key-change': {
    name: 'el cambio de su Clave Sence',
    sms: 'el cambio de su clave',
    kept: 'su clave no cambió y sigue funcionando',
  },
  'data-update': {
    name: 'la actualización de sus datos',
    sms: 'la actualizacion de sus datos',
    kept: 'sus datos no cambiaron',
  },
  'facilitador-draft': {
    name: 'la solicitud para un facilitador extranjero',
    sms: 'la solicitud para un facilitador',
    kept: 'no se hizo ninguna solicitud',
  },
  'sign-in': {
    name: 'su ingreso con Clave Sence',
    sms: 'su ingreso con Clave Sence',
    kept: 'sin su clave nadie puede ingresar',
  },
};

const STOPS = `Para detener la cuenta de la empresa, abra «No fui yo», al final de este correo. ${mayCall()}`;

/** A stopped account has nothing more to stop, and its key does not work. */
function unlessAsked(stopped: boolean | undefined, disavow: string | undefined): string {
  if (stopped) return 'Si usted no lo pidió, no haga nada: su clave no cambió y su cuenta sigue detenida.';
  return disavow
    ? `Si usted no lo pidió, la clave no cambió y sigue funcionando. ${STOPS}`
    : 'Si usted no lo pidió, no haga nada: su clave no cambió y sigue funcionando.';
}

/** Notices of a recovery. The provisional key is drawn at random by the provider; a chosen key is in no message. */
export const recoveryWords: WordsFor<
  'provisional-key' | 'recovery-link' | 'recovery-code' | 'mailbox-link' | 'recovery-asked' | 'recovery-warned'
> = {
  'provisional-key': ({ key, hours, page, disavow }) => ({
    subject: 'Recupere su Clave Sence',
    title: 'Su clave provisoria',
    paragraphs: [
      'Con esta clave provisoria puede elegir su Clave Sence nueva.',
      'Abra «Cambiar mi clave», escriba sus datos y esta clave como «CS Actual», y elija la nueva. También puede ingresar con ella en la plataforma de SENCE que use: antes de continuar le pediremos cambiarla.',
      `Sirve una sola vez y vence en ${hours} horas. Hasta que la cambie, su clave anterior sigue funcionando.`,
      disavow
        ? `Si usted no la pidió, no la use. ${STOPS}`
        : `Si usted no la pidió, no la use y ${callFor('No fui yo')}`,
    ],
    code: { label: 'Clave provisoria', value: key },
    action: { label: 'Cambiar mi clave', href: page },
    ...(disavow ? { stop: notMe(disavow) } : {}),
    sms: `Sr(A) usuario(a), su clave Sence es: ${key}. Atte. SENCE`,
  }),
  'recovery-link': ({ link, minutes, stopped, disavow }) => ({
    subject: 'Recupere su Clave Sence',
    title: 'Recupere su Clave Sence',
    paragraphs: [
      'Para terminar, abra este enlace, escriba el código que le enviamos por SMS y elija su clave nueva.',
      `El enlace sirve una sola vez y vence en ${minutes} minutos.`,
      unlessAsked(stopped, disavow),
    ],
    action: { label: 'Elegir mi clave nueva', href: link },
    ...(disavow ? { stop: notMe(disavow) } : {}),
    sms: 'SENCE: le enviamos un correo para recuperar su Clave Sence. Si no lo pidio, no haga nada: su clave no cambio.',
  }),
  'recovery-code': ({ code, minutes, host }) => ({
    subject: 'Su código para recuperar la Clave Sence',
    title: 'Su código',
    paragraphs: [
      'Escríbalo en la página para recuperar su Clave Sence. No lo comparta con nadie.',
      `Vence en ${minutes} minutos. Si usted no lo pidió, no haga nada: su clave no cambió.`,
    ],
    code: { label: 'Código', value: code },
    sms: boundCode(`SENCE: su codigo es ${code}. Vence en ${minutes} minutos. No lo comparta.`, code, host),
  }),
  'mailbox-link': ({ journey = 'recovery', link, minutes }) => ({
    subject: `Continúe ${underWay[journey].name}`,
    title: `Continúe ${underWay[journey].name}`,
    paragraphs: [
      `Pidieron continuar por correo ${underWay[journey].name}. Abra el enlace y siga desde donde quedó.`,
      `El enlace sirve una sola vez y vence en ${minutes} minutos.`,
      `Si usted no lo pidió, no haga nada: ${underWay[journey].kept}.`,
    ],
    action: { label: 'Continuar', href: link },
    sms: `SENCE: le enviamos un correo para continuar ${underWay[journey].sms}. Si no lo pidio, no haga nada.`,
  }),
  'recovery-asked': ({ at, device, link }) => ({
    subject: 'Están recuperando la clave de su empresa',
    title: 'Pidieron recuperar la clave de su empresa',
    paragraphs: [
      'Si lo sabía, no tiene que hacer nada.',
      'Alguien pidió recuperar la Clave Sence de una empresa que usted representa.',
      `Si no lo sabía, abra «No fui yo», al final de este correo: detenemos la cuenta de la empresa de inmediato. ${mayCall()}`,
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: piden recuperar la clave de su empresa. Si no lo sabia avise: ${link}`,
  }),
  'recovery-warned': ({ at, device, link }) => ({
    subject: 'Están recuperando una clave que avisaba aquí',
    title: 'Pidieron recuperar una Clave Sence',
    paragraphs: [
      'Si usted cambió sus contactos, no tiene que hacer nada.',
      'Este contacto era de una Clave Sence hasta hace pocos días, y ahora alguien pidió recuperar esa clave.',
      `Si no los cambió usted, abra «No fui yo», al final de este correo: detenemos la cuenta de inmediato. Después vuelva a sus contactos con el enlace del aviso anterior. ${mayCall()}`,
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: piden recuperar una clave que avisaba aqui. Si no fue usted avise: ${link}`,
  }),
};
