import type { RefusalDetails } from '../../../domain/refusal.ts';
import type { RefusalWording } from '../../shape/refusals.ts';
import { lastCompany } from '../mandate-ends.ts';
import { moments } from '../moments.ts';
import { askDesk, cardExpired, cardUnchecked, mailboxLost } from './ask-desk.ts';
import { tries } from './phrases.ts';

const when = moments.opensAt;

/** Whose budget of card tries it is. */
const whose: Readonly<Record<string, string>> = {
  connection: 'desde esta conexión',
  browser: 'desde este navegador',
  run: 'para este RUN',
  way: 'de este modo',
};

/** How many tries of a card are left, of what, and when there are more once there are none. */
const cardTriesLeft = ({ left, of, opensAt }: RefusalDetails): string => {
  if (left === undefined) return '';
  const known = whose[String(of)];
  const where = known ? ` ${known}` : '';
  return Number(left) > 0
    ? `${tries(Number(left))}${where}.`
    : `No le quedan intentos${where}: podrá volver a probar ${when(opensAt)}.`;
};

/** What a registry answered, and what prevents a registration. */
export const registryRefusals = {
  'person-not-found': () => ({
    text: 'El Registro Civil no nos confirmó este RUT. Revíselo.',
    ...askDesk('El Registro Civil no confirma mi RUT', 'su cédula de identidad, la original'),
  }),
  'cedula-mismatch': (details) => ({
    text: `El número no coincide con el de su cédula. Revise el documento vigente. ${cardTriesLeft(details)}`.trimEnd(),
    ...cardExpired,
  }),
  'cedula-paused': ({ of, until }) => ({
    text: `Hubo demasiados intentos con esta cédula${whose[String(of)] ? ` ${whose[String(of)]}` : ''}. Podrá volver a probar ${when(until)}.`,
    ...cardUnchecked,
  }),
  'cedula-code-needed': ({ ticket }) => ({
    text: 'Hubo muchos intentos con cédulas equivocadas. Para comprobar la suya en este equipo, escriba antes un código que enviaremos a un contacto registrado.',
    solution: [{ text: 'Pida el código', href: `/codigo-cedula/${ticket}` }],
    ...mailboxLost,
  }),
  'cedula-code-wrong': () => ({
    text: 'El código no coincide, venció o ya no sirve. Escríbalo de nuevo o pida otro.',
  }),
  'cedula-at-desk': ({ opensAt }) => ({
    text: `Hubo muchos intentos con cédulas equivocadas. Podrá volver a probar ${when(opensAt)}.`,
    ...cardUnchecked,
  }),
  'nie-not-found': () => ({
    text: 'No encontramos este NIE. Revíselo.',
    ...askDesk('No encuentran mi NIE', 'el documento con que le dieron el NIE'),
  }),
  'company-not-found': () => ({
    text: 'No encontramos esta empresa en el Servicio de Impuestos Internos. Revise el RUT.',
    ...askDesk('No encuentran mi empresa'),
  }),
  'no-representative': () => ({
    text: 'La empresa no tiene un representante legal vigente registrado. Actualice sus datos en el SII y vuelva a intentarlo.',
    ...askDesk('No reconocen a mi representante'),
  }),
  'not-representative': () => ({
    text: 'La persona indicada no figura como representante legal vigente en el Servicio de Impuestos Internos.',
    ...askDesk('No reconocen a mi representante'),
  }),
  'mandate-over': ({ company, why }) => ({
    text: company
      ? `Ninguna empresa lo tiene hoy como facilitador. ${lastCompany(String(company), String(why))}`
      : 'Ninguna empresa lo tiene hoy como facilitador. Pida a la empresa que lo invita que haga una solicitud.',
    ...askDesk('Mi empresa dice que soy su facilitador'),
  }),
  'company-unchosen': () => ({ text: 'Elija una de las empresas que aparecen en esta página.' }),
  'mandate-gone': () => ({ text: 'Esa invitación ya terminó. Elija una de las que aparecen en esta página.' }),
  'mandate-early': ({ until }) => ({ text: `Todavía no puede renovarla: podrá hacerlo ${when(until)}.` }),
  'mandate-unchosen': () => ({ text: 'Elija a un facilitador.' }),
  'portal-gone': () => ({ text: 'Esa plataforma no existe, o no es de una organización en la que usted participa.' }),
  'portal-role': () => ({
    text: 'Su rol en la organización no permite esto. Pídalo a quien la administra.',
  }),
  'portal-state': () => ({ text: 'La plataforma cambió de estado y ya no permite esto. Revise su ficha.' }),
  'portal-many': () => ({
    text: 'La organización ya tiene 50 plataformas. Borre un borrador antes de registrar otra.',
  }),
  'portal-secrets-two': () => ({
    text: 'Ya hay dos secretos vigentes. Termine uno antes de crear otro.',
  }),
  'portal-secret-gone': () => ({ text: 'Ese secreto ya terminó.' }),
  'portal-served': () => ({
    text: 'La plataforma ya se revisó. Para cambiarla, abra su ficha y elija «Cambiar datos»: sigue igual hasta que SENCE apruebe el cambio.',
  }),
  'portal-unchanged': () => ({ text: 'El cambio no tiene nada distinto de lo que rige. Edítelo, o descártelo.' }),
  'portal-contacts-often': ({ until }) => ({
    text: `Hoy cambiaron muchas veces los contactos, y no podríamos avisar a quienes están. Podrá cambiarlos ${when(until)}, o pida el cambio a quien administra la organización.`,
  }),
  'portal-secrets-often': ({ until }) => ({
    text: `Hoy se crearon muchos secretos, y no podríamos avisar a los contactos técnicos. Podrá crear otro ${when(until)}, o pídalo a quien administra la organización.`,
  }),
  'portal-submitted-often': ({ until }) => ({
    text: `La organización ya envió 30 veces a revisión en un día. Podrá enviar otra ${when(until)}.`,
  }),
  'platform-checklist': () => ({ text: 'Falta cumplir al menos un punto de la lista. Revísela en esta página.' }),
  'platform-tests': ({ until }) => ({
    text: `Ya se probó muchas veces hoy. Podrá volver a probar ${when(until)}.`,
  }),
  'platform-no-receiver': () => ({
    text: 'La plataforma no tiene una dirección para recibir avisos de salida. Agréguela en sus datos.',
  }),
  'suspension-reason': () => ({ text: 'Elija por qué se suspende la plataforma.' }),
  'platform-unknown': () => ({ text: 'Esa plataforma no existe, o su estado ya no permite esto.' }),
  'machine-gone': () => ({ text: 'Esa máquina no existe, o no es de una organización en la que usted participa.' }),
  'body-unknown': () => ({ text: 'Ese acceso o esa invitación ya terminó.' }),
  'body-reason': () => ({ text: 'Elija por qué se retira el acceso.' }),
  'body-mail': () => ({
    text: 'Ese correo no es de una institución. Escriba el correo institucional que está en el documento.',
  }),
  'machine-role': () => ({ text: 'Solo quien administra la organización puede hacer esto. Pídaselo.' }),
  'machines-many': () => ({ text: 'La organización ya tiene 20 máquinas. Termine una antes de crear otra.' }),
  'machine-credentials-many': () => ({
    text: 'La máquina ya tiene 10 credenciales vigentes. Termine una antes de crear otra.',
  }),
  'machine-credential-gone': () => ({ text: 'Esa credencial ya terminó.' }),
  'machine-no-scope': () => ({
    text: 'La máquina quedaría sin permisos. Deje al menos uno, o termine la máquina.',
  }),
  'machine-key-twice': () => ({ text: 'La máquina ya tiene esa clave pública. Cree otro par de claves.' }),
  'representatives-paused': ({ until }) => ({
    text: `Ya se indicaron varias personas que no representan a esta empresa. Podrá volver a probar ${when(until)}.`,
    ...askDesk('No reconocen a mi representante'),
  }),
  'already-registered': ({ profile }) => ({
    text: `Ese ${profile === 'migrante' ? 'NIE' : 'RUT'} ya tiene Clave Sence. Recupere su clave.`,
    solution: [
      { text: 'Recupere su clave', href: `/recuperar/${profile}` },
      profile === 'migrante'
        ? {
            text: 'si no se registró usted, siga en «Alguien usa mi NIE»',
            href: '/alguien-registro-mi-rut?perfil=migrante',
          }
        : { text: 'si no se registró usted, siga en «Alguien registró mi RUT»', href: '/alguien-registro-mi-rut' },
    ],
  }),
  'run-has-account': () => ({
    text: 'Ese RUN ya tiene una Clave Sence. Dos cuentas se unen en persona.',
    ...askDesk('Unir dos cuentas', 'su cédula y el documento con que usó el NIE'),
  }),
  'card-needed': () => ({
    text: 'Los representantes legales de la empresa cambiaron en el SII. Para elegir otra clave, uno vigente debe comprobar su identidad con su cédula.',
    solution: [{ text: 'Recupere su clave', href: '/recuperar/juridica' }],
  }),
  'card-stolen': () => ({
    text: 'Use el número de su cédula nueva.',
    ...askDesk('Me robaron la cédula', 'su cédula nueva, o el comprobante de que la pidió'),
  }),
  'document-at-desk': () => ({
    text: 'Su documento se revisa en persona.',
    ...askDesk('Revisar mi documento', 'su documento de identidad, el original'),
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
