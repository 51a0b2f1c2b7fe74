import type { WordsFor } from '../../shape/notices.ts';
import { callDesk, folioRow, happened, ifYou } from './parts.ts';
import { instant } from './values.ts';

/** Notices of a NIE that becomes a RUN. */
export const runLinkWords: WordsFor<'run-link-asked' | 'run-linked' | 'run-link-withdrawn' | 'run-link-refused'> = {
  'run-link-asked': ({ at, device, folio, until, link, forCompany }) => ({
    subject: 'Solicitud para unir su NIE a un RUN: puede detenerla',
    title: 'Pidieron unir su NIE a un RUN',
    paragraphs: [
      ifYou(forCompany),
      'Alguien pidió que su cuenta pase de su NIE a un RUN. Usó la clave de su cuenta y el número de una cédula.',
      `Por seguridad el cambio se hace recién el ${instant(until)}. Hasta entonces usted ingresa con su NIE, como siempre.`,
      `Si no fue usted, detenga la solicitud y ${callDesk('No fui yo')}`,
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    action: { label: 'Ver o detener la solicitud', href: link },
    sms: 'SENCE: pidieron unir su NIE a un RUN. Si no fue usted, detengalo con el enlace de su correo o llame al 800801030.',
  }),
  'run-linked': ({ folio }) => ({
    subject: 'Su Clave Sence ya es de su RUN',
    title: 'Su cuenta ya es de su RUN',
    paragraphs: [
      'Desde ahora ingresa como Persona, con su RUN y su misma clave. Las plataformas lo reconocen igual que antes.',
      'Por seguridad quitamos lo que se escribió antes de mostrar la cédula para recuperar la clave, como el celular. Escríbalo otra vez en Mi cuenta.',
      `Si usted no lo pidió, ${callDesk('No fui yo')}`,
    ],
    details: folioRow(folio),
    sms: `SENCE: su cuenta ya es de su RUN; ingrese con el y su misma clave. Si no lo pidio llame al 800801030. Folio ${folio}`,
  }),
  'run-link-withdrawn': ({ folio }) => ({
    subject: 'Su solicitud fue detenida',
    title: 'La solicitud para unir su NIE a un RUN fue detenida',
    paragraphs: [
      'Su cuenta sigue con su NIE y su clave no cambió.',
      `Si usted no la detuvo, ${callDesk('Mi solicitud no se pudo hacer')}`,
    ],
    details: folioRow(folio),
    sms: `SENCE: la solicitud de unir su NIE a un RUN fue detenida. Su cuenta no cambio. Folio ${folio}`,
  }),
  'run-link-refused': ({ folio }) => ({
    subject: 'No pudimos unir su NIE a su RUN',
    title: 'No pudimos unir su NIE a su RUN',
    paragraphs: [
      'Al terminar el plazo volvimos a revisar la cédula y los registros, y algo ya no coincide. Su cuenta sigue con su NIE y su clave no cambió.',
      `${callDesk('Unir dos cuentas', true)} Le diremos cómo seguir en persona.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: no pudimos unir su NIE a su RUN. Su cuenta no cambio. Llame al 800801030. Folio ${folio}`,
  }),
};
