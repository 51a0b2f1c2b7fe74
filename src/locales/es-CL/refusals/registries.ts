import type { RefusalDetails } from '../../../domain/refusal.ts';
import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';
import { PHONE } from '../telephone.ts';
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
  'person-not-found': () => ({ text: `El Registro Civil no nos confirmó este RUT. Revíselo o llame al ${PHONE}.` }),
  'cedula-mismatch': (details) => ({
    text: `El número no coincide con el de su cédula. Revise el documento vigente. ${cardTriesLeft(details)}`.trimEnd(),
  }),
  'cedula-paused': ({ of, until }) => ({
    text: `Hubo demasiados intentos con esta cédula${whose[String(of)] ? ` ${whose[String(of)]}` : ''}. Podrá volver a probar ${when(until)} o llamar al ${PHONE}.`,
  }),
  'cedula-code-needed': ({ ticket }) => ({
    text: 'Hubo muchos intentos con cédulas equivocadas. Para comprobar la suya en este equipo, escriba antes un código que enviaremos a un contacto registrado.',
    solution: [{ text: 'Pida el código', href: `/codigo-cedula/${ticket}` }],
  }),
  'cedula-code-wrong': () => ({
    text: 'El código no coincide, venció o ya no sirve. Escríbalo de nuevo o pida otro.',
  }),
  'cedula-at-desk': ({ folio, opensAt }) => ({
    text: `Hubo muchos intentos con cédulas equivocadas. Podrá volver a probar ${when(opensAt)}. Si no puede esperar, llame gratis al ${PHONE} y dé el código de atención ${folio}.`,
  }),
  'nie-not-found': () => ({ text: `No encontramos este NIE. Revíselo o llame al ${PHONE}.` }),
  'company-not-found': () => ({ text: 'No encontramos esta empresa en el Servicio de Impuestos Internos.' }),
  'no-representative': () => ({
    text: 'La empresa no tiene un representante legal vigente registrado. Actualice sus datos en el SII y vuelva a intentarlo.',
  }),
  'not-representative': () => ({
    text: 'La persona indicada no figura como representante legal vigente en el Servicio de Impuestos Internos.',
  }),
  'representatives-paused': ({ until }) => ({
    text: `Ya se indicaron varias personas que no representan a esta empresa. Podrá volver a probar ${when(until)} o llamar al ${PHONE}.`,
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
    text: `Ese RUN ya tiene una Clave Sence. Dos cuentas se unen en persona: llame gratis al ${PHONE}.`,
  }),
  'card-needed': () => ({
    text: 'Los representantes legales de la empresa cambiaron en el SII. Para elegir otra clave, uno vigente debe comprobar su identidad con su cédula.',
    solution: [{ text: 'Recupere su clave', href: '/recuperar/juridica' }],
  }),
  'card-stolen': () => ({
    text: `Use el número de su cédula nueva. Si todavía no la tiene, llame gratis al ${PHONE}.`,
  }),
  'document-at-desk': () => ({
    text: `Su documento se revisa en persona. Llame gratis al ${PHONE} y le diremos dónde.`,
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
