import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';
import { askDesk } from './ask-desk.ts';

const when = moments.opensAt;

/** What prevents a request for one's own data. */
export const rightRefusals = {
  'block-waiting': () => ({
    text: 'Ya pidió bloquear sus datos y el bloqueo está vigente.',
    ...askDesk('Levantar el bloqueo de mis datos', 'su documento de identidad, el original'),
  }),
  'export-waiting': () => ({ text: 'Ya pidió una copia y la estamos preparando. Le avisaremos por correo.' }),
  'too-many-exports': ({ until }) => ({
    text: `Ya pidió tres copias hoy. Puede pedir otra ${when(until)}.`,
  }),
  'right-missing': () => ({ text: 'Elija qué derecho quiere ejercer.' }),
  'right-detail-missing': () => ({ text: 'Cuéntenos qué datos son y qué pide: sin eso no podemos responder.' }),
  'too-many-rights': ({ until }) => ({
    text: `Ya hizo varias solicitudes hoy. Puede hacer otra ${when(until)}.`,
    ...askDesk('Mis derechos sobre mis datos'),
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
