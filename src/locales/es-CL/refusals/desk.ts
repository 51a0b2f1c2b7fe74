import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';

const when = moments.opensAt;

/** What prevents an act of the desk; only members of staff read it. */
export const sheetRefusals = {
  'reason-missing': () => ({ text: 'Elija el motivo.' }),
  'reason-short': () => ({ text: 'Escríbalo con al menos 10 caracteres. La persona puede leerlo.' }),
  'correction-short': () => ({ text: 'Escríbalo con al menos 10 caracteres. Quien presentó los datos puede leerlo.' }),
  'search-unreadable': () => ({ text: 'Escriba un RUT, un NIE, un correo, un folio o un código de atención.' }),
  'desk-paused': ({ until }) => ({ text: `Llegó al tope de la mesa para esto. Puede seguir ${when(until)}.` }),
  'desk-nothing': () => ({ text: 'Ya no hay nada que hacer con esta acción: vuelva a la ficha.' }),
  'own-sheet': () => ({ text: 'Es su propia cuenta o la de una empresa suya: pida a otra persona que la atienda.' }),
  'sheet-reserved': () => ({ text: 'Esta cuenta está reservada: pida a una revisora o un revisor que la atienda.' }),
  'two-members': () => ({ text: 'Usted lo pidió: lo confirma otra persona.' }),
  'note-short': () => ({ text: 'Escriba qué vio, con al menos 10 caracteres.' }),
  'alarm-own': () => ({ text: 'Esta alarma es sobre usted: la revisa otra persona.' }),
  'alarm-over': () => ({ text: 'Otra persona ya revisó esta alarma.' }),
  'sheet-over': () => ({ text: 'Esa cuenta ya no existe. Busque de nuevo.' }),
} satisfies Readonly<Record<string, RefusalWording>>;
