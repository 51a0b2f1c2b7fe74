import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';
import { PHONE } from '../telephone.ts';

const when = moments.opensAt;

/** What prevents a request for one's own data. */
export const rightRefusals = {
  'block-waiting': () => ({ text: 'Ya pidió bloquear sus datos y el bloqueo está vigente.' }),
  'export-waiting': () => ({ text: 'Ya pidió una copia y la estamos preparando. Le avisaremos por correo.' }),
  'too-many-exports': ({ until }) => ({
    text: `Ya pidió tres copias hoy. Puede pedir otra ${when(until)}.`,
  }),
  'right-missing': () => ({ text: 'Elija qué derecho quiere ejercer.' }),
  'right-detail-missing': () => ({ text: 'Cuéntenos qué datos son y qué pide: sin eso no podemos responder.' }),
  'too-many-rights': ({ until }) => ({
    text: `Ya hizo varias solicitudes hoy. Puede hacer otra ${when(until)} o llamar gratis al ${PHONE}.`,
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
