import type { WordsFor } from '../../shape/notices.ts';
import { callDesk, folioRow, happened, ifYou, mayCall, notMe } from './parts.ts';
import { instant } from './values.ts';

const unlessYou = `Si usted no lo hizo, ${callDesk('No fui yo')}`;

/** Notices of a change of e-mail and mobile: never the new values. */
export const contactsWords: WordsFor<
  | 'contacts-asked'
  | 'contact-confirm'
  | 'recovery-held'
  | 'contacts-changed'
  | 'contacts-withdrawn'
  | 'contacts-refused'
  | 'contacts-at-desk'
  | 'contacts-agreed'
  | 'change-disputed'
  | 'hold-delayed'
> = {
  'contacts-asked': ({ at, device, folio, until, link, forCompany }) => ({
    subject: 'Solicitud de cambio de correo: puede cancelarla',
    title: 'Pidieron cambiar sus datos de contacto',
    paragraphs: [
      ifYou(forCompany),
      'Al recuperar la clave, alguien escribió el número de la cédula y pidió cambiar el email o el celular de su cuenta.',
      `Por seguridad el cambio se hace recién el ${instant(until)}. Hasta entonces su clave y sus contactos siguen igual.`,
      `Si no fue usted, detenga la solicitud con este enlace y ${callDesk('No fui yo')} Ingresar con su clave no basta para detenerla.`,
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    action: { label: 'Ver o detener la solicitud', href: link },
    sms: `SENCE: piden cambiar su correo o celular. Si no fue usted: ${link}`,
  }),
  'recovery-held': ({ at, device, folio, until, link, forCompany }) => ({
    subject: 'Solicitud para recuperar su clave: puede detenerla',
    title: 'Pidieron recuperar su clave',
    paragraphs: [
      ifYou(forCompany),
      'Alguien escribió el número de la cédula y pidió recuperar la clave de su cuenta.',
      `Como su cuenta tiene un solo contacto, por seguridad le enviaremos el enlace recién el ${instant(until)}. Hasta entonces su clave sigue igual.`,
      `Si no fue usted, detenga la solicitud con este enlace y ${callDesk('No fui yo')} Ingresar con su clave no basta para detenerla.`,
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    action: { label: 'Ver o detener la solicitud', href: link },
    sms: `SENCE: piden recuperar su clave. Si no fue usted: ${link}`,
  }),
  'contact-confirm': ({ link, request }) => ({
    subject: 'Confirme que este correo es suyo',
    title: 'Confirme que este correo es suyo',
    paragraphs: [
      'Alguien escribió este correo como contacto de una Clave Sence. Si fue usted, confírmelo: sin su confirmación el cambio no se hace.',
      'Si no fue usted, no haga nada.',
    ],
    ...(request ? { details: [{ label: 'Ver la solicitud', value: request }] } : {}),
    action: { label: 'Confirmar mi correo', href: link },
    sms: 'SENCE: revise su correo y confirme que es suyo. Sin eso no cambiamos el contacto de su cuenta.',
  }),
  'contacts-changed': ({ at, folio, link }) => ({
    subject: 'Sus datos de contacto cambiaron: puede detenerlo',
    title: 'Sus datos de contacto cambiaron',
    paragraphs: [
      'Si lo pidió usted, no tiene que hacer nada.',
      'El email o el celular de su cuenta Clave Sence ya es otro.',
      `Si no fue usted, abra «No fui yo», al final de este correo, durante los próximos 7 días: detenemos la cuenta de inmediato. Después muestre su cédula en esa misma página y vuelven sus contactos. ${mayCall()}`,
    ],
    details: [{ label: 'Cuándo', value: instant(at) }, ...folioRow(folio)],
    stop: notMe(link),
    sms: `SENCE: su correo o celular cambio. Si no fue usted avise: ${link}`,
  }),
  'contacts-withdrawn': ({ folio }) => ({
    subject: 'Su solicitud fue detenida',
    title: 'La solicitud de cambiar sus contactos fue detenida',
    paragraphs: ['Su email, su celular y su clave siguen igual que antes.', unlessYou],
    details: folioRow(folio),
    sms: `SENCE: la solicitud de cambiar sus contactos fue detenida. Su cuenta no cambio. Folio ${folio}`,
  }),
  'contacts-at-desk': ({ folio }) => ({
    subject: 'Su solicitud se revisa en persona',
    title: 'La solicitud se revisa en persona',
    paragraphs: [
      'Alguien mostró la cédula para esta solicitud, y después se detuvo o algo no coincidió. No sabemos quién es el titular. Por eso no sigue: la revisan dos personas, con el documento a la vista.',
      `${callDesk('Mi solicitud se revisa en persona', true)} Le diremos dónde mostrar su documento. Hasta entonces nada cambia en su cuenta.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: la solicitud de su cuenta se revisa en persona. Llame al 800801030 y diga su folio ${folio}`,
  }),
  'contacts-refused': ({ folio }) => ({
    subject: 'No pudimos cambiar sus datos de contacto',
    title: 'No pudimos cambiar sus datos de contacto',
    paragraphs: [
      'Al terminar el plazo volvimos a revisar la solicitud y algo no coincide, o nadie confirmó el correo nuevo. Sus contactos y su clave no cambiaron.',
      `${callDesk('Mi solicitud no se pudo hacer', true)} Le diremos cómo seguir.`,
    ],
    details: folioRow(folio),
    sms: `SENCE: no pudimos cambiar sus contactos. Su cuenta no cambio. Llame al 800801030. Folio ${folio}`,
  }),
  'contacts-agreed': ({ at, folio, by }) => ({
    subject: 'Este ya no es un contacto de su Clave Sence',
    title: 'Este ya no es un contacto de su Clave Sence',
    paragraphs: [
      `El cambio se hizo con ${by === 'sheet' ? 'la cédula y un código de la hoja de respaldo' : 'el código que llegó aquí'}. Desde ahora avisaremos al contacto nuevo.`,
      `Si usted no ${by === 'sheet' ? 'lo pidió' : 'escribió ese código en ninguna parte'}, ${callDesk('No fui yo')}`,
    ],
    details: [{ label: 'Cuándo', value: instant(at) }, ...folioRow(folio)],
    sms: `SENCE: este celular ya no es contacto de su Clave Sence. Si no lo pidio llame al 800801030. Folio ${folio}`,
  }),
  'change-disputed': ({ at, device, folio }) => ({
    subject: 'Detuvimos la cuenta y abrimos un caso',
    title: 'Detuvimos la cuenta y abrimos un caso',
    paragraphs: [
      'Desde el enlace que le enviamos avisaron que usted no pidió cambiar los contactos. Nadie puede ingresar a la cuenta.',
      `Para que vuelvan los contactos anteriores, abra otra vez ese enlace y escriba el número de su cédula. Si no puede, ${callDesk('No pedí cambiar mis contactos')}`,
    ],
    details: [...happened({ at, device }), ...folioRow(folio)],
    sms: `SENCE: detuvimos la cuenta y abrimos un caso. Muestre su cedula en el mismo enlace, o llame al 800801030. Folio ${folio}`,
  }),
  'hold-delayed': ({ folio, until }) => ({
    subject: 'La solicitud esperará 72 horas más',
    title: 'La solicitud esperará 72 horas más',
    paragraphs: [
      `Alguien que tiene la clave de su cuenta se opuso a esta solicitud, cambió la clave o detuvo la cuenta. Por eso se hará recién el ${instant(until)}.`,
      `La clave sola no la detiene. Para detenerla abra el enlace del mensaje anterior, o ingrese a Mi cuenta y use su cédula o un código. ${mayCall()}`,
    ],
    details: folioRow(folio),
    sms: `SENCE: la solicitud de su cuenta espera 72 horas mas. Para detenerla use el enlace del mensaje anterior. Folio ${folio}`,
  }),
};
