import type { WordsFor } from '../../shape/notices.ts';
import { callDesk, folioRow, happened, ifYou, notMe } from './parts.ts';
import { instant } from './values.ts';

/** Notices of an account of the old system that is created again, and to a representative's own e-mail. */
export const recreationWords: WordsFor<
  'recreation-asked' | 'recreation-refused' | 'recreation-at-desk' | 'representative-confirm'
> = {
  'recreation-asked': ({ at, device, folio, until, link, forCompany }) => ({
    subject: 'Están creando de nuevo su Clave Sence',
    title: 'Están creando de nuevo su Clave Sence',
    paragraphs: [
      ifYou(forCompany),
      'Alguien escribió el número de una cédula y pidió crear de nuevo la cuenta que usted tenía en el sistema antiguo.',
      `Por seguridad la cuenta se abre recién el ${instant(until)}.`,
      `Si no fue usted, abra «No fui yo», al final de este correo, y escriba el número de su cédula, o ${callDesk('Otra persona usa mi RUT')}`,
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    stop: notMe(link),
    sms: `SENCE: piden crear de nuevo su Clave Sence. Si no fue usted avise: ${link}`,
  }),
  'recreation-refused': ({ folio }) => ({
    subject: 'No pudimos crear su Clave Sence',
    title: 'No pudimos crear su Clave Sence',
    paragraphs: [
      'Al terminar el plazo volvimos a comprobar la cédula y los registros, y algo ya no coincide. No se creó ninguna cuenta.',
      `${callDesk('Otra persona usa mi RUT', true)} Le diremos cómo seguir.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: no pudimos crear su Clave Sence. Llame al 800801030. Folio ${folio}`,
  }),
  'recreation-at-desk': ({ folio }) => ({
    subject: 'Su registro se revisa en persona',
    title: 'Su registro se revisa en persona',
    paragraphs: [
      'Otra persona mostró también una cédula para esta cuenta del sistema antiguo. La solicitud quedó detenida y la revisan dos personas, con el documento a la vista.',
      `${callDesk('Otra persona usa mi RUT', true)} Le diremos dónde mostrar su cédula.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: su registro se revisa en persona. Llame al 800801030. Folio ${folio}`,
  }),
  'representative-confirm': ({ link, days }) => ({
    subject: 'Confirme su correo en Clave Sence',
    title: 'Confirme su correo',
    paragraphs: [
      'Una empresa se registró en Clave Sence y escribió este correo como el de su representante legal.',
      `Si es suyo, confírmelo: le avisaremos cuando cambie o se recupere la clave de la empresa. El enlace sirve una sola vez y vence en ${days} días.`,
      'Si no representa a ninguna empresa, no haga nada: no volveremos a escribirle.',
    ],
    action: { label: 'Confirmar mi correo', href: link },
    sms: 'SENCE: revise su correo y confirme que es suyo.',
  }),
};
