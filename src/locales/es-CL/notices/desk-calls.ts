import type { WordsFor } from '../../shape/notices.ts';
import { mayCall, notMe } from './parts.ts';
import { instant } from './values.ts';

/** Notices of a telephone call to the desk. */
export const deskCallWords: WordsFor<'caller-check' | 'call-denied'> = {
  'caller-check': ({ link, minutes, forCompany }) => ({
    subject: '¿Llama usted ahora a la mesa de ayuda?',
    title: '¿Llama usted ahora?',
    paragraphs: [
      forCompany
        ? 'Una persona llama por teléfono a la mesa de ayuda de SENCE y dice representar a la empresa.'
        : 'Una persona llama por teléfono a la mesa de ayuda de SENCE y dice ser usted.',
      'Si llama usted, abra el enlace y elija el número que le dice la mesa. Si no llama, ábralo y presione «No llamé».',
      `El enlace sirve ${minutes} minutos. No escriba ni dicte nada: la mesa nunca pide claves ni códigos.`,
    ],
    action: { label: 'Responder', href: link },
    sms: `SENCE: llama usted ahora a la mesa de ayuda? Responda en ${minutes} min, sin dictar nada: ${link}`,
  }),
  'call-denied': ({ at, link, forCompany }) => ({
    subject: 'Alguien llamó a la mesa de ayuda por su cuenta',
    title: 'Una llamada a la mesa de ayuda',
    paragraphs: [
      'Si llamaba usted y se equivocó de número, no tiene que hacer nada.',
      forCompany
        ? 'Una persona llamó a la mesa de ayuda de SENCE y dijo representar a la empresa.'
        : 'Una persona llamó a la mesa de ayuda de SENCE y dijo ser usted.',
      'Desde uno de sus contactos respondieron que no, o eligieron otro número. Por esa llamada no cambiamos nada.',
      `Si cree que otra persona conoce su clave, abra «No fui yo», al final de este correo: detenemos la cuenta de inmediato. El enlace sirve 10 días. ${mayCall('Llamaron en mi nombre')}`,
    ],
    details: [{ label: 'Cuándo', value: instant(at) }],
    stop: notMe(link),
    sms: `SENCE: llamaron a la mesa de ayuda y dijeron ser usted. Si no fue usted avise: ${link}`,
  }),
};
