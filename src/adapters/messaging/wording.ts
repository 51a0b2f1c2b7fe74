import type { Notice } from '../../ports/notice.ts';
import { accountWords } from './account-words.ts';
import { alarmWords } from './alarm-words.ts';
import { codeWords } from './code-words.ts';
import { ofCompany } from './company-letter.ts';
import { contactsWords } from './contacts-words.ts';
import { identityWords, provedWords } from './identity-words.ts';
import type { Letter } from './letter.ts';
import { recoveryWords } from './recovery-words.ts';
import { registrationWords } from './registration-words.ts';
import { rightsWords } from './rights-words.ts';
import { runLinkWords } from './run-link-words.ts';
import { stoppedWords } from './stopped-words.ts';
import { updateWords } from './update-words.ts';
import { happened, IF_NOT_YOU, IF_YOU, notMe, type Worded, type WordsFor } from './worded.ts';

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
      `El enlace sirve una sola vez y vence en ${hours === 1 ? 'una hora' : `${hours} horas`}. Si no lo confirma, el registro se borra.`,
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
  'representatives-changed': ({ at, left, joined, link }) => ({
    subject: 'Cambiaron los representantes legales de su empresa',
    title: 'Cambiaron los representantes legales de su empresa',
    paragraphs: [
      'Si la empresa cambió de representantes, no tiene que hacer nada.',
      'El Servicio de Impuestos Internos nos informó otra lista de representantes legales. Por seguridad cerramos todas las sesiones de la empresa.',
      'La próxima vez que cambie o recupere la clave pediremos la cédula de un representante vigente.',
      'Si no cambió de representantes, abra «No fuimos nosotros», al final de este correo: detenemos la cuenta. Revise también sus datos en el SII.',
    ],
    details: [
      { label: 'Cuándo', value: at },
      ...(left ? [{ label: 'Ya no figura', value: left }] : []),
      ...(joined ? [{ label: 'Figura ahora', value: joined }] : []),
    ],
    stop: { label: 'No fuimos nosotros', href: link },
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
  'registration-attempted': ({ at, device }) => ({
    subject: 'Alguien intentó registrar su RUT',
    title: 'Su RUT ya tiene una Clave Sence',
    paragraphs: [
      'Alguien quiso registrar una cuenta nueva con su RUT. No cambiamos nada: su cuenta y su clave siguen igual.',
      'Si fue usted y no recuerda su clave, puede recuperarla en la página de Clave Sence.',
      'Si no fue usted, no tiene que hacer nada.',
    ],
    details: happened({ at, device }),
    sms: 'SENCE: alguien intento registrar su RUT. Su cuenta no cambio.',
  }),
  alarm: ({ at, alarm }) => alarmWords(at, alarm),
  'new-device-login': ({ at, device, platform, link }) => ({
    subject: 'Ingreso desde un equipo nuevo',
    title: 'Ingresaron a su cuenta desde un equipo nuevo',
    paragraphs: [
      IF_YOU,
      link ? IF_NOT_YOU : 'Si no fue usted, recupere su clave cuanto antes y llame gratis al 800 80 10 30.',
    ],
    details: [...happened({ at, device }), { label: 'Plataforma', value: platform }],
    ...(link ? { stop: notMe(link) } : {}),
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
  'key-changed': ({ at, device, link, forCompany, thawed, dropped }) => ({
    subject: forCompany ? 'La Clave Sence de su empresa fue cambiada' : 'Su Clave Sence fue cambiada',
    title: forCompany ? 'La Clave Sence de su empresa fue cambiada' : 'Su Clave Sence fue cambiada',
    paragraphs: [
      IF_YOU,
      forCompany
        ? 'Desde ahora la empresa ingresa con una clave nueva. La anterior ya no sirve y cerramos las otras sesiones.'
        : 'Desde ahora ingresa con su clave nueva. La anterior ya no sirve y cerramos sus otras sesiones.',
      ...(thawed ? ['La cuenta estaba detenida y vuelve a funcionar.'] : []),
      ...(dropped ? [provedWords(dropped)] : []),
      IF_NOT_YOU,
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: ${forCompany ? 'la clave de su empresa' : 'su Clave Sence'} fue cambiada. Si no fue usted avise: ${link}`,
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

/**
 * Says a notice in Spanish. No message carries a chosen key (floor 4), the whole RUN of a person, or a link to anywhere
 * else; the RUT of a company is public, and stands in messages to its confirmed contacts.
 */
export function wordsOf(notice: Notice): Letter {
  const make = words[notice.kind] as (notice: Notice) => Worded;
  const letter = { footer, ...make(notice) };
  const { forCompany: company } = notice;
  const representative = 'representative' in notice ? notice.representative : undefined;
  return company ? ofCompany(letter, { company, representative }) : letter;
}

/** The letter as plain text. */
export function plainText({
  title,
  about = '',
  paragraphs,
  code,
  action,
  stop,
  details = [],
  footer: end,
}: Letter): string {
  const [first = '', ...others] = paragraphs;
  const typed = code ? `${code.label}: ${code.value}` : '';
  const facts = details.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const links = [action, stop].map((link) => (link ? `${link.label}:\n${link.href}` : ''));
  return [title, about, first, typed, ...others, facts, ...links, '--', ...end].filter(Boolean).join('\n\n');
}
