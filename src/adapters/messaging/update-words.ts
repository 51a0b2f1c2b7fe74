import { boundCode, happened, type WordsFor } from './worded.ts';

const folioRow = (folio: string) => [{ label: 'Folio', value: folio }];
const keyIsKnown =
  'Si usted no la pidió, alguien conoce su clave: cámbiela o recupérela cuanto antes, o llame gratis al 800 80 10 30.';

/** What is told while somebody updates data with the key: which data, never what they change to. */
export const updateWords: WordsFor<
  'data-updated' | 'update-asked' | 'update-withdrawn' | 'update-done' | 'update-code' | 'question-changed'
> = {
  'data-updated': ({ at, device, network, what, link }) => ({
    subject: 'Sus datos fueron actualizados',
    title: 'Sus datos fueron actualizados',
    paragraphs: [
      'Alguien ingresó con su Clave Sence y actualizó datos de su cuenta. Si fue usted, no tiene que hacer nada.',
      'Si no fue usted, presione «No fui yo»: detenemos la cuenta de inmediato. El enlace sirve 10 días. También puede llamar gratis al 800 80 10 30.',
    ],
    details: [{ label: 'Qué cambió', value: what }, ...happened(at, device, network)],
    action: { label: 'No fui yo', href: link },
    sms: `SENCE: sus datos fueron actualizados. Si no fue usted avise: ${link}`,
  }),
  'update-asked': ({ at, device, network, folio, until, link, disavow }) => ({
    subject: 'Solicitud de cambio de contactos: puede detenerla',
    title: 'Pidieron cambiar su email o su celular',
    paragraphs: [
      'Con la clave de su cuenta, alguien pidió cambiar el email o el celular. Si fue usted, no tiene que hacer nada.',
      `Por seguridad el cambio se hace recién el ${until}. Hasta entonces sus contactos siguen igual. Ingresar con su clave no lo detiene.`,
      'Si no fue usted, detenga la solicitud y cambie su clave: otra persona la conoce. También puede llamar gratis al 800 80 10 30.',
    ],
    details: [
      ...happened(at, device, network),
      ...folioRow(folio),
      { label: 'Para detener toda la cuenta', value: disavow },
    ],
    action: { label: 'Ver o detener la solicitud', href: link },
    sms: `SENCE: piden cambiar su correo o celular. Si no fue usted detengalo: ${link}`,
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
      'Si usted no lo pidió, llame gratis al 800 80 10 30 y diga su folio.',
    ],
    details: folioRow(folio),
    sms: `SENCE: este celular ya es contacto de su Clave Sence. Si no lo pidio llame al 800801030. Folio ${folio}`,
  }),
  'update-code': ({ code, minutes, host }) => ({
    subject: 'Su código para cambiar sus contactos ahora',
    title: 'Su código',
    paragraphs: [
      'Con este código el cambio de email o celular que pidieron se hace de inmediato, sin esperar. No lo comparta con nadie.',
      `Vence en ${minutes} minutos. Si usted no lo pidió, no lo escriba en ninguna parte y detenga la solicitud con el enlace del correo anterior, o llame gratis al 800 80 10 30.`,
    ],
    code: { label: 'Código', value: code },
    sms: boundCode(
      `SENCE: su codigo es ${code}. Vence en ${minutes} minutos. Cambia sus contactos: no lo comparta.`,
      code,
      host,
    ),
  }),
  'question-changed': ({ at, device, network, link }) => ({
    subject: 'Su pregunta secreta fue cambiada',
    title: 'Su pregunta secreta fue cambiada',
    paragraphs: [
      'Desde ahora su pregunta y su respuesta secreta son otras. Si fue usted, no tiene que hacer nada.',
      'Si no fue usted, presione «No fui yo»: detenemos la cuenta de inmediato. El enlace sirve 10 días. También puede llamar gratis al 800 80 10 30.',
    ],
    details: happened(at, device, network),
    action: { label: 'No fui yo', href: link },
    sms: `SENCE: su pregunta secreta fue cambiada. Si no fue usted avise: ${link}`,
  }),
};
