import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';

/** Why the desk cannot check a caller. */
export const deskCallRefusals = {
  'call-contact-missing': () => ({
    text: 'Elija un contacto de la lista: solo sirven los que están registrados y confirmados.',
  }),
  'call-own-account': () => ({
    text: 'Esta cuenta es suya o de su empresa. Pida a otra persona de la mesa que atienda la llamada.',
  }),
  'too-many-calls': ({ until }) => ({
    text: `Ya se enviaron varios enlaces. Podrá enviar otro ${moments.opensAt(until)}. Mientras tanto la persona puede ir a una oficina.`,
  }),
} as const satisfies Readonly<Record<string, RefusalWording>>;
