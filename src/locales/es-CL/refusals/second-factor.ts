import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';
import { askDesk } from './ask-desk.ts';

const WRONG =
  'El código no coincide o ya se usó. Espere el siguiente en su aplicación y escríbalo; la hora de su teléfono debe ser la automática.';

/** Why a second factor is refused. */
export const secondFactorRefusals = {
  'factor-code-wrong': () => ({ text: WRONG }),
  'factor-digits-wrong': () => ({ text: WRONG }),
  'factor-code-missing': () => ({ text: 'Escriba los seis números de su aplicación, o un código de respaldo.' }),
  'factor-paused': ({ until }) => ({
    text: `Demasiados códigos equivocados. Puede volver a probar ${moments.opensAt(until)}. Su clave sigue funcionando.`,
  }),
  'factor-exists': () => ({
    text: 'Su cuenta ya tiene una aplicación de códigos. Para cambiarla, quite antes la que tiene.',
  }),
  'factor-young': () => ({
    text: 'Su segundo factor es nuevo y se agregó sin la cédula: sirve para esta plataforma desde que se cumplan 72 horas.',
  }),
  'factor-contact-needed': () => ({ text: 'Presione antes «Enviar código» y escriba aquí el que le llegue.' }),
  'factor-secret-over': () => ({
    text: 'Pasó mucho tiempo o cambió su sesión. Borre la cuenta en su aplicación y agréguela de nuevo con este código QR.',
  }),
  'factor-rests': ({ until }) => ({
    text: `Hace poco continuó por correo: por seguridad su segundo factor se puede cambiar desde ${moments.opensAt(until)}.`,
  }),
  'too-many-losses': ({ until }) => ({
    text: `Ya pidió varias veces hoy quitar su segundo factor. Puede volver a pedirlo ${moments.opensAt(until)}.`,
    ...askDesk('Perdí mi segundo factor', 'su documento de identidad, el original'),
  }),
  'factor-missing': () => ({ text: 'Su cuenta ya no tiene ese segundo factor.' }),
  'factor-needed': () => ({
    text: 'Su cuenta ya tiene un segundo factor. Para agregar otro, use primero el que tiene o un código de respaldo.',
  }),
  'factor-unproved': () => ({
    text: 'El segundo factor de su cuenta cambió hace un momento. Vuelva a empezar: se pide el que tiene ahora.',
  }),
  'passkey-wrong': () => ({
    text: 'No se pudo comprobar la clave de acceso (passkey). Vuelva a intentarlo; su aparato debe pedirle su huella, su rostro o su PIN.',
  }),
  'passkey-stale': () => ({
    text: 'Este intento venció o ya se usó. Vuelva a intentarlo con su clave de acceso (passkey).',
  }),
  'passkey-unknown': () => ({
    text: 'Esa clave de acceso (passkey) no está en su cuenta, o ya la quitaron. Ingrese de otra forma y bórrela de su aparato.',
  }),
  'passkey-missing': () => ({
    text: 'Falta la clave de acceso (passkey). Presione el botón y siga lo que le pida su aparato.',
  }),
  'passkey-profile': () => ({
    text: 'Esta plataforma no atiende a esa cuenta con este perfil. Elija otra clave de acceso (passkey) o ingrese con su Clave Sence.',
  }),
  'passkey-exists': () => ({
    text: 'Esa clave de acceso (passkey) ya está registrada. Use otro aparato, o la que ya tiene.',
  }),
  'passkeys-full': () => ({
    text: 'Su cuenta ya tiene diez claves de acceso (passkeys). Para agregar otra, quite antes una.',
  }),
  'passkeys-unavailable': () => ({ text: 'Aquí no se pueden usar claves de acceso (passkeys). Ingrese con su clave.' }),
} satisfies Readonly<Record<string, RefusalWording>>;
