import type { ChangedData, ContactKind } from '../../../domain/data-update.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { boundCode, callDesk, folioRow, happened, ifNotYou, ifYou, mayCall, notMe } from './parts.ts';
import { instant, items } from './values.ts';

const contactNames: Readonly<Record<ContactKind, string>> = { email: 'Email', mobile: 'Celular' };

const dataNames: Readonly<Record<ChangedData, string>> = {
  address: 'Domicilio',
  'company-address': 'Dirección',
  'home-phone': 'Teléfono Particular',
  'work-phone': 'Teléfono Trabajo',
  'company-phone': 'Teléfono',
};

const keyIsKnown = `Si usted no la pidió, alguien conoce su clave: cámbiela o recupérela cuanto antes. ${mayCall()}`;

/** Notices of an update with the key: which data, never the new values. */
export const updateWords: WordsFor<
  | 'data-updated'
  | 'update-asked'
  | 'contacts-by-factor'
  | 'update-withdrawn'
  | 'update-done'
  | 'update-code'
  | 'question-changed'
> = {
  'data-updated': ({ at, device, what, link, forCompany }) => ({
    subject: 'Sus datos fueron actualizados',
    title: 'Sus datos fueron actualizados',
    paragraphs: [
      ifYou(forCompany),
      'Alguien ingresó con su Clave Sence y actualizó datos de su cuenta.',
      ifNotYou(forCompany),
    ],
    details: [{ label: 'Qué cambió', value: items(what, dataNames) }, ...happened({ at, device })],
    stop: notMe(link),
    sms: `SENCE: sus datos fueron actualizados. Si no fue usted avise: ${link}`,
  }),
  'update-asked': ({ at, device, folio, until, link, disavow, waiting, what, replaced, forCompany }) => ({
    subject: 'Solicitud de cambio de contactos: puede detenerla',
    title: 'Pidieron cambiar su email o su celular',
    paragraphs: [
      ifYou(forCompany),
      `Con la clave ${replaced ? 'y el segundo factor ' : ''}de su cuenta, alguien pidió cambiar el email o el celular.`,
      ...(what ? ['También cambió otros datos. Esos no esperan: ya son los nuevos.'] : []),
      replaced
        ? 'El email cambia apenas lo confirmen desde el correo nuevo. Hasta entonces el de ahora sigue igual. Ingresar con su clave no lo detiene.'
        : `Por seguridad el cambio de contactos se hace recién el ${instant(until)}. Hasta entonces sus contactos siguen igual. Ingresar con su clave no lo detiene.`,
      `Si no fue usted, detenga la solicitud y cambie su clave: otra persona la conoce. ${mayCall()}`,
    ],
    details: [
      { label: 'En espera', value: items(waiting, contactNames) },
      ...(replaced?.length ? [{ label: 'Ya cambió', value: items(replaced, contactNames) }] : []),
      ...(what ? [{ label: replaced?.length ? 'También cambió' : 'Ya cambió', value: items(what, dataNames) }] : []),
      ...happened({ at, device }),
      ...folioRow(folio),
    ],
    action: { label: 'Ver o detener la solicitud', href: link },
    stop: { label: 'Detener toda la cuenta', href: disavow },
    sms: `SENCE: piden cambiar su correo o celular. Si no fue usted: ${link}`,
  }),
  'contacts-by-factor': ({ at, folio, replaced, what, forCompany }) => ({
    subject: 'Cambiaron los contactos de su Clave Sence',
    title: 'Cambiaron los contactos de su cuenta',
    paragraphs: [
      ifYou(forCompany),
      'Con la clave y el segundo factor de su cuenta, alguien cambió el email o el celular. El cambio ya está hecho: no se detiene con un enlace.',
      `Si no fue usted, otra persona tiene su clave y su segundo factor. ${callDesk('No fui yo', true)}`,
    ],
    details: [
      { label: 'Ya cambió', value: items(replaced, contactNames) },
      ...(what ? [{ label: 'También cambió', value: items(what, dataNames) }] : []),
      { label: 'Cuándo', value: instant(at) },
      ...folioRow(folio),
    ],
    sms: `SENCE: cambiaron su correo o celular con su clave y segundo factor. Si no fue usted llame al 800801030. Folio ${folio}`,
  }),
  'update-withdrawn': ({ folio }) => ({
    subject: 'Su solicitud fue detenida',
    title: 'La solicitud de cambiar su email o su celular fue detenida',
    paragraphs: ['Su email, su celular y su clave siguen igual que antes.', keyIsKnown],
    details: folioRow(folio),
    sms: `SENCE: la solicitud de cambiar sus contactos fue detenida. Si no la pidio cambie su clave. Folio ${folio}`,
  }),
  'update-done': ({ folio }) => ({
    subject: 'Este es ahora un contacto de su Clave Sence',
    title: 'Sus datos de contacto ya están en su cuenta',
    paragraphs: [
      'El cambio que pidió está hecho: desde ahora le avisaremos aquí.',
      `Si usted no lo pidió, ${callDesk('No fui yo')}`,
    ],
    details: folioRow(folio),
    sms: `SENCE: este celular ya es contacto de su Clave Sence. Si no lo pidio llame al 800801030. Folio ${folio}`,
  }),
  'update-code': ({ code, minutes, host }) => ({
    subject: 'Su código para cambiar sus contactos ahora',
    title: 'Su código',
    paragraphs: [
      'Con este código el cambio de email o celular que pidieron se hace de inmediato, sin esperar. No lo comparta con nadie.',
      `Vence en ${minutes} minutos. Si usted no lo pidió, no lo escriba en ninguna parte y detenga la solicitud con el enlace del correo anterior. ${mayCall()}`,
    ],
    code: { label: 'Código', value: code },
    sms: boundCode(
      `SENCE: su codigo es ${code}. Vence en ${minutes} minutos. Cambia sus contactos: no lo comparta.`,
      code,
      host,
    ),
  }),
  'question-changed': ({ at, device, link, forCompany }) => ({
    subject: 'Su pregunta secreta fue cambiada',
    title: 'Su pregunta secreta fue cambiada',
    paragraphs: [ifYou(forCompany), 'Desde ahora su pregunta y su respuesta secreta son otras.', ifNotYou(forCompany)],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: su pregunta secreta fue cambiada. Si no fue usted avise: ${link}`,
  }),
};
