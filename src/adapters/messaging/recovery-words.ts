import { happened, type WordsFor } from './worded.ts';

/** What goes out while somebody recovers a key. The provisional key is drawn by the house; a chosen one is in no message. */
export const recoveryWords: WordsFor<
  'provisional-key' | 'recovery-link' | 'recovery-code' | 'mailbox-link' | 'recovery-asked'
> = {
  'provisional-key': ({ key, hours }) => ({
    subject: 'Recupere su Clave Sence',
    title: 'Su clave provisoria',
    paragraphs: [
      'Con esta clave provisoria puede elegir su Clave Sence nueva.',
      'Ingrese con ella en la plataforma de SENCE que use: antes de continuar le pediremos cambiarla. También puede cambiarla en la página de Clave Sence, en «Cambiar CS», como «CS Actual».',
      `Sirve una sola vez y vence en ${hours} horas. Hasta que la cambie, su clave anterior sigue funcionando.`,
      'Si usted no la pidió, no la use y llame gratis al 800 80 10 30.',
    ],
    code: { label: 'Clave provisoria', value: key },
    sms: `Sr(A) usuario(a), su clave Sence es: ${key}. Atte. SENCE`,
  }),
  'recovery-link': ({ link, minutes }) => ({
    subject: 'Recupere su Clave Sence',
    title: 'Recupere su Clave Sence',
    paragraphs: [
      'Para terminar, abra este enlace, escriba el código que le enviamos por SMS y elija su clave nueva.',
      `El enlace sirve una sola vez y vence en ${minutes} minutos.`,
      'Si usted no lo pidió, no haga nada: su clave no cambió y sigue funcionando.',
    ],
    action: { label: 'Elegir mi clave nueva', href: link },
    sms: 'SENCE: le enviamos un correo para recuperar su Clave Sence. Si no lo pidio, no haga nada: su clave no cambio.',
  }),
  'recovery-code': ({ code, minutes }) => ({
    subject: 'Su código para recuperar la Clave Sence',
    title: 'Su código',
    paragraphs: [
      'Escríbalo en la página para recuperar su Clave Sence. No lo comparta con nadie.',
      `Vence en ${minutes} minutos. Si usted no lo pidió, no haga nada: su clave no cambió.`,
    ],
    code: { label: 'Código', value: code },
    sms: `SENCE: su codigo es ${code}. Vence en ${minutes} minutos. No lo comparta.`,
  }),
  'mailbox-link': ({ link, minutes }) => ({
    subject: 'Continúe la recuperación de su Clave Sence',
    title: 'Continúe la recuperación de su clave',
    paragraphs: [
      'Pidieron continuar por correo la recuperación de su Clave Sence. Abra el enlace y siga desde donde quedó.',
      `El enlace sirve una sola vez y vence en ${minutes} minutos.`,
      'Si usted no lo pidió, no haga nada: su clave no cambió y sigue funcionando.',
    ],
    action: { label: 'Continuar', href: link },
    sms: 'SENCE: le enviamos un correo para continuar la recuperacion de su clave. Si no lo pidio, no haga nada.',
  }),
  'recovery-asked': ({ at, device, link }) => ({
    subject: 'Están recuperando la clave de su empresa',
    title: 'Pidieron recuperar la clave de su empresa',
    paragraphs: [
      'Alguien pidió recuperar la Clave Sence de una empresa que usted representa. Si lo sabía, no tiene que hacer nada.',
      'Si no lo sabía, presione «No fui yo»: detenemos la cuenta de la empresa de inmediato. También puede llamar gratis al 800 80 10 30.',
    ],
    details: happened(at, device),
    action: { label: 'No fui yo', href: link },
    sms: `SENCE: piden recuperar la clave de su empresa. Si no lo sabia avise: ${link}`,
  }),
};
