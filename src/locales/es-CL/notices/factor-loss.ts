import type { WordsFor } from '../../shape/notices.ts';
import { callDesk, folioRow, happened, ifNotYou, ifYou, notMe } from './parts.ts';
import { instant } from './values.ts';

const unlessYou = `Si usted no lo pidió, ${callDesk('No fui yo')}`;

/** Notices of a second factor that was reported lost. */
export const factorLossWords: WordsFor<
  | 'factor-loss-asked'
  | 'factor-loss-withdrawn'
  | 'factor-loss-refused'
  | 'factor-loss-done'
  | 'factor-loss-at-desk'
  | 'recovery-after-loss'
> = {
  'factor-loss-asked': ({ at, device, folio, until, link, forCompany }) => ({
    subject: 'Solicitud de quitar su segundo factor: puede detenerla',
    title: 'Pidieron quitar su segundo factor',
    paragraphs: [
      ifYou(forCompany),
      'Alguien dijo que perdió el segundo factor de su cuenta. Escribió la clave, el número de la cédula y un código que llegó a su correo.',
      `Por seguridad se quita recién el ${instant(until)}. Hasta entonces se sigue pidiendo al ingresar.`,
      `Si no fue usted, detenga la solicitud con este enlace, cambie su clave y ${callDesk('No fui yo')} También la detiene si ingresa con su segundo factor y responde que no la pidió.`,
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    action: { label: 'Ver o detener la solicitud', href: link },
    sms: `SENCE: piden quitar su segundo factor. Si no fue usted: ${link}`,
  }),
  'factor-loss-withdrawn': ({ folio }) => ({
    subject: 'Su solicitud fue detenida',
    title: 'La solicitud de quitar su segundo factor fue detenida',
    paragraphs: ['Su segundo factor sigue igual: se pide al ingresar, además de la clave.', unlessYou],
    details: folioRow(folio),
    sms: `SENCE: la solicitud de quitar su segundo factor fue detenida. Su cuenta no cambio. Folio ${folio}`,
  }),
  'factor-loss-refused': ({ folio }) => ({
    subject: 'No pudimos quitar su segundo factor',
    title: 'No pudimos quitar su segundo factor',
    paragraphs: [
      'Al terminar el plazo volvimos a revisar la solicitud y algo no coincide. Su segundo factor sigue igual.',
      `${callDesk('Perdí mi segundo factor', true)} Le diremos cómo seguir.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: no pudimos quitar su segundo factor. Su cuenta no cambio. Llame al 800801030. Folio ${folio}`,
  }),
  'factor-loss-done': ({ at, device, folio, link, forCompany }) => ({
    subject: 'Quitamos el segundo factor de su cuenta',
    title: 'Quitamos el segundo factor de su cuenta',
    paragraphs: [
      ifYou(forCompany),
      'Terminó el plazo de la solicitud: el segundo factor perdido y sus códigos impresos ya no sirven, y cerramos todas las sesiones. Ingrese con su clave y agregue otro en Mi cuenta.',
      ifNotYou(forCompany),
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    stop: notMe(link),
    sms: `SENCE: quitamos el segundo factor de su cuenta. Si no fue usted avise: ${link}`,
  }),
  'factor-loss-at-desk': ({ at, device, folio, link, forCompany }) => ({
    subject: 'Un caso por su segundo factor perdido',
    title: 'Abrimos un caso por su segundo factor perdido',
    paragraphs: [
      'Alguien que escribió la clave dijo que perdió el segundo factor y que no puede comprobar el resto en línea. Nada cambia en su cuenta: se revisa en persona, con el documento a la vista.',
      `Si fue usted, ${callDesk('Perdí mi segundo factor')} Le diremos dónde mostrar su documento.`,
      ifNotYou(forCompany),
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    stop: notMe(link),
    sms: `SENCE: abrimos un caso por su segundo factor perdido. Si no fue usted avise: ${link}`,
  }),
  'recovery-after-loss': ({ at, device, link, forCompany }) => ({
    subject: 'Están recuperando su clave',
    title: 'Pidieron recuperar su clave',
    paragraphs: [
      ifYou(forCompany),
      'Hace pocos días quitamos el segundo factor de su cuenta, y ahora alguien pidió recuperar la clave.',
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: sin su segundo factor, piden recuperar su clave. Si no fue usted: ${link}`,
  }),
};
