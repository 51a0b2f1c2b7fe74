import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';

/** Why a second factor is refused. */
export const secondFactorRefusals = {
  'factor-code-wrong': () => ({
    text: 'El código no coincide o ya se usó. Espere el siguiente en su aplicación y escríbalo; la hora de su teléfono debe ser la automática.',
  }),
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
  'factor-missing': () => ({ text: 'Su cuenta ya no tiene ese segundo factor.' }),
} satisfies Readonly<Record<string, RefusalWording>>;
