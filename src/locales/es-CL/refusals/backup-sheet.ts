import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';
import { askDesk } from './ask-desk.ts';

/** Why a printed sheet, or a code of one, is refused. */
export const backupSheetRefusals = {
  'backup-code-shape': () => ({ text: 'Escriba el código completo de su hoja: son 16 letras y números.' }),
  'backup-code-wrong': ({ left }) => ({
    text: `El código no es de una hoja de respaldo de esta cuenta, o ya se usó. ${left === 0 ? 'No le quedan intentos por ahora.' : `Le ${left === 1 ? 'queda 1 intento' : `quedan ${left} intentos`}.`}`,
  }),
  'backup-code-paused': ({ until }) => ({
    text: `Demasiados códigos equivocados. Puede volver a probar ${moments.opensAt(until)}, o seguir sin la hoja.`,
  }),
  'backup-code-spent': () => ({ text: 'Ese código ya se usó. Escriba el otro código de su hoja, o siga sin ella.' }),
  'backup-sheet-young': ({ until }) => ({
    text: `Su hoja tiene menos de 7 días. Podrá usarla ${moments.opensAt(until)}; mientras tanto puede seguir sin ella.`,
  }),
  'backup-sheet-stopped': () => ({
    text: 'La cuenta está detenida: mientras lo esté, la hoja de respaldo no la abre. Siga sin la hoja.',
  }),
  'backup-sheet-rests': ({ until }) => ({
    text: `Hace poco continuó por correo: por seguridad podrá cambiar su hoja de respaldo ${moments.opensAt(until)}.`,
  }),
  'backup-sheet-contested': () => ({
    text: 'Otra persona dice que este RUT es suyo. Mientras se revisa no se puede hacer una hoja de respaldo.',
    ...askDesk('Otra persona usa mi RUT', 'su cédula de identidad, la original'),
  }),
  'backup-sheet-missing': () => ({ text: 'Su cuenta ya no tiene una hoja de respaldo.' }),
} satisfies Readonly<Record<string, RefusalWording>>;
