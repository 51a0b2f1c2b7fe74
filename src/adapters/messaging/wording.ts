import type { Notice } from '../../ports/notice.ts';
import { accountWords } from './account-words.ts';
import { alarmWords } from './alarm-words.ts';
import { codeWords } from './code-words.ts';
import { contactsWords } from './contacts-words.ts';
import { identityWords } from './identity-words.ts';
import type { Letter } from './letter.ts';
import { recoveryWords } from './recovery-words.ts';
import { registrationWords } from './registration-words.ts';
import { rightsWords } from './rights-words.ts';
import { runLinkWords } from './run-link-words.ts';
import { stoppedWords } from './stopped-words.ts';
import { updateWords } from './update-words.ts';
import { happened, type Worded, type WordsFor } from './worded.ts';

const footer = [
  'SENCE nunca le pedirá su clave por teléfono, SMS o correo.',
  'Si necesita ayuda, llame gratis al 800 80 10 30, de lunes a viernes de 9.00 a 18.00 horas.',
];

const words: WordsFor<Notice['kind']> = {
  'confirm-email': ({ link, hours }) => ({
    subject: 'Confirme su cuenta Clave Sence',
    title: 'Confirme su cuenta',
    paragraphs: [
      'Recibimos su registro en Clave Sence (CS). Para terminar, confirme que este correo es suyo.',
      `El enlace sirve una sola vez y vence en ${hours} horas. Si no lo confirma, el registro se borra.`,
      'Si usted no se registró, no haga nada: sin su confirmación no se crea ninguna cuenta.',
    ],
    action: { label: 'Confirmar mi cuenta', href: link },
    sms: 'SENCE: revise su correo y confirme su cuenta Clave Sence.',
  }),
  'account-created': () => ({
    subject: 'Su Clave Sence está lista',
    title: 'Su cuenta quedó confirmada',
    paragraphs: [
      'Ya puede ingresar a las plataformas de SENCE con la Clave Sence que usted eligió.',
      'Su Clave Sence es personal e intransferible. No la comparta con nadie.',
    ],
    sms: 'SENCE: su Clave Sence esta lista. Si no la pidio usted, llame al 800801030.',
  }),
  'card-needed': () => ({
    subject: 'Falta el número de su cédula',
    title: 'Falta comprobar su identidad',
    paragraphs: [
      'Recibimos su registro en Clave Sence (CS), pero para crear esta cuenta necesitamos el número de su cédula vigente.',
      'Regístrese de nuevo en la página de Clave Sence y escriba el número de serie o documento de su cédula.',
      'Si no tiene una cédula vigente, llame gratis al 800 80 10 30.',
    ],
    sms: 'SENCE: registrese de nuevo con el numero de serie o documento de su cedula.',
  }),
  'company-registered': ({ razonSocial }) => ({
    subject: 'Registraron a su empresa en Clave Sence',
    title: 'Registraron a su empresa en Clave Sence',
    paragraphs: [
      `Alguien registró a ${razonSocial} en Clave Sence y lo indicó a usted como representante legal.`,
      'Si usted no lo sabía, llame gratis al 800 80 10 30.',
    ],
    sms: 'SENCE: registraron en Clave Sence a una empresa que usted representa. Si no lo sabia llame al 800801030.',
  }),
  ...identityWords,
  ...runLinkWords,
  'representatives-changed': ({ at, link }) => ({
    subject: 'Cambiaron los representantes legales de su empresa',
    title: 'Cambiaron los representantes legales de su empresa',
    paragraphs: [
      'El Servicio de Impuestos Internos nos informó otra lista de representantes legales. Por seguridad cerramos todas las sesiones de la empresa.',
      'La próxima vez que cambie o recupere la clave pediremos la cédula de un representante vigente.',
      'Si la empresa no cambió de representantes, detenga la cuenta y revise sus datos en el SII.',
    ],
    details: [{ label: 'Cuándo', value: at }],
    action: { label: 'No fuimos nosotros', href: link },
    sms: 'SENCE: cambiaron los representantes de su empresa en el SII y cerramos sus sesiones. Si no lo sabia llame al 800801030.',
  }),
  'representatives-back': ({ at }) => ({
    subject: 'El SII informó de nuevo a sus representantes de antes',
    title: 'Sus representantes son otra vez los de antes',
    paragraphs: [
      'Hace poco el Servicio de Impuestos Internos nos informó otra lista y cerramos las sesiones de la empresa. Ahora informa la misma de antes: la clave y los contactos siguen igual.',
      'Si la empresa no sabe por qué, revise sus datos en el SII o llame gratis al 800 80 10 30.',
    ],
    details: [{ label: 'Cuándo', value: at }],
    sms: 'SENCE: el SII informo de nuevo a los representantes de antes de su empresa. Nada cambio.',
  }),
  'registration-attempted': ({ at, device, network }) => ({
    subject: 'Alguien intentó registrar su RUT',
    title: 'Su RUT ya tiene una Clave Sence',
    paragraphs: [
      'Alguien quiso registrar una cuenta nueva con su RUT. No cambiamos nada: su cuenta y su clave siguen igual.',
      'Si fue usted y no recuerda su clave, puede recuperarla en la página de Clave Sence.',
      'Si no fue usted, no tiene que hacer nada.',
    ],
    details: [
      { label: 'Cuándo', value: at },
      { label: 'Equipo', value: device },
      { label: 'Red', value: network },
    ],
    sms: 'SENCE: alguien intento registrar su RUT. Su cuenta no cambio.',
  }),
  alarm: ({ at, alarm }) => alarmWords(at, alarm),
  'new-device-login': ({ at, device, network, platform, link }) => ({
    subject: 'Ingreso desde un equipo nuevo',
    title: 'Ingresaron a su cuenta desde un equipo nuevo',
    paragraphs: [
      'Si fue usted, no tiene que hacer nada.',
      link
        ? 'Si no fue usted, presione «No fui yo» y llame gratis al 800 80 10 30.'
        : 'Si no fue usted, recupere su clave cuanto antes y llame gratis al 800 80 10 30.',
    ],
    details: [...happened(at, device, network), { label: 'Plataforma', value: platform }],
    ...(link ? { action: { label: 'No fui yo', href: link } } : {}),
    sms: 'SENCE: ingreso a su cuenta desde un equipo nuevo. Si no fue usted llame al 800801030.',
  }),
  ...registrationWords,
  ...recoveryWords,
  ...stoppedWords,
  ...codeWords,
  ...contactsWords,
  ...accountWords,
  ...updateWords,
  ...rightsWords,
  'key-changed': ({ at, device, network, link, company }) => ({
    subject: company ? 'La Clave Sence de su empresa fue cambiada' : 'Su Clave Sence fue cambiada',
    title: company ? 'La Clave Sence de su empresa fue cambiada' : 'Su Clave Sence fue cambiada',
    paragraphs: [
      company
        ? `Desde ahora ${company} ingresa con una clave nueva. La anterior ya no sirve y cerramos las otras sesiones de la empresa.`
        : 'Desde ahora ingresa con su clave nueva. La anterior ya no sirve y cerramos sus otras sesiones.',
      'Si no fue usted, presione «No fui yo»: detenemos la cuenta de inmediato. El enlace sirve 10 días. También puede llamar gratis al 800 80 10 30.',
    ],
    details: happened(at, device, network),
    action: { label: 'No fui yo', href: link },
    sms: `SENCE: ${company ? 'la clave de su empresa' : 'su Clave Sence'} fue cambiada. Si no fue usted avise: ${link}`,
  }),
  'account-thawed': ({ at }) => ({
    subject: 'Su cuenta Clave Sence vuelve a funcionar',
    title: 'Su cuenta vuelve a funcionar',
    paragraphs: [
      'Su cuenta ya no está detenida. Puede ingresar a las plataformas de SENCE con su Clave Sence.',
      'Si usted no lo pidió, llame gratis al 800 80 10 30.',
    ],
    details: [{ label: 'Cuándo', value: at }],
    sms: 'SENCE: su cuenta ya no esta detenida. Si usted no lo pidio llame al 800801030.',
  }),
};

/** Says a notice in Spanish. No message carries a chosen key, a whole RUT or a link to another house (floor 4). */
export function wordsOf(notice: Notice): Letter {
  const make = words[notice.kind] as (notice: Notice) => Worded;
  return { footer, ...make(notice) };
}

/** The letter as plain text. */
export function plainText({ title, paragraphs, code, action, details = [], footer: end }: Letter): string {
  const [first = '', ...others] = paragraphs;
  const typed = code ? `${code.label}: ${code.value}` : '';
  const facts = details.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const link = action ? `${action.label}:\n${action.href}` : '';
  return [title, first, typed, ...others, facts, link, '--', ...end].filter(Boolean).join('\n\n');
}
