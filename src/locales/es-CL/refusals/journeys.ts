import { hasNie } from '../../../domain/account.ts';
import type { RefusalDetails } from '../../../domain/refusal.ts';
import type { FlowName } from '../../../ports/journeys.ts';
import type { RefusalText, RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';
import { askDesk, mailboxLost, underFolio } from './ask-desk.ts';
import { tries, triesLeft } from './phrases.ts';

const when = moments.opensAt;

const codesLeft = (left: number): string =>
  left > 0 ? `${tries(left)}.` : 'No le quedan intentos con este código: pida otro.';

const FORGOTTEN = 'marcar «No recuerdo la respuesta a mi pregunta secreta»';

/** Whose budget of recoveries is spent. */
function pausedOf(of: RefusalDetails[string] | undefined, profile: RefusalDetails[string] | undefined): string {
  const number = hasNie(String(profile)) ? 'este NIE' : profile === 'juridica' ? 'este RUT' : 'este RUN';
  if (of === 'identifier') return `Ya comenzó varias veces a recuperar la clave de ${number} desde esta conexión`;
  if (of === 'browser') return `Ya comenzó varias veces a recuperar la clave de ${number} en este navegador`;
  return 'Demasiados intentos de recuperar claves desde su conexión';
}

/**
 * For a journey that expired, or that another browser began; a data update also ends when its account's key changes.
 */
const expired: Readonly<Record<FlowName, RefusalText>> = {
  recovery: {
    text: 'El tiempo para recuperar su clave terminó, o la comenzó en otro navegador. Comience de nuevo.',
    solution: [{ text: 'Comience de nuevo', href: '/recuperar' }],
  },
  'key-change': {
    text: 'El tiempo para cambiar su clave terminó, o lo comenzó en otro navegador. Comience de nuevo.',
    solution: [{ text: 'Comience de nuevo', href: '/cambiar' }],
  },
  'data-update': {
    text: 'El tiempo para actualizar sus datos terminó, o su cuenta cambió mientras tanto. Comience de nuevo.',
    solution: [{ text: 'Comience de nuevo', href: '/actualizar' }],
  },
  'facilitador-draft': {
    text: 'El tiempo para su solicitud terminó, o la cuenta cambió mientras tanto. Comience de nuevo.',
    solution: [{ text: 'Comience de nuevo', href: '/facilitador' }],
  },
};

/** What stops a recovery, a change or an update. */
export const journeyRefusals = {
  'hold-waiting': () => ({
    text: 'Ya tiene una solicitud en curso. Ábrala con el enlace del correo que le enviamos; ahí puede detenerla.',
    ...askDesk('Tengo una solicitud en curso'),
  }),
  'key-provisional': ({ profile }) => ({
    text: 'Su clave es provisoria. Cámbiela por una nueva; después vuelva a esta página.',
    solution: [{ text: 'Cambie su clave', href: profile ? `/cambiar/${profile}` : '/cambiar' }],
  }),
  'key-stale': () => ({
    text: 'Su clave cambió mientras esta página estaba abierta. Si no fue usted, recupérela ahora.',
    solution: [
      { text: 'Ingrese con la clave nueva', href: '/cuenta' },
      { text: 'recupere su clave', href: '/recuperar' },
    ],
  }),
  'flow-expired': ({ flow }) => expired[flow as FlowName],
  'flow-step': () => ({ text: 'Ese paso ya terminó. Siga con el que ve ahora.' }),
  'mail-paused': ({ of, until }) => ({
    text: `${of === 'network' ? 'Desde su conexión ya pidieron muchos enlaces por correo' : 'Ya pidieron muchos enlaces por correo para este número desde su conexión'}. Puede volver a probar ${when(until)}.`,
    ...mailboxLost,
  }),
  'recovery-paused': ({ of, profile, until }) => ({
    text: `${pausedOf(of, profile)}. Puede volver a probar ${when(until)}.`,
    ...askDesk('Recuperar mi clave', 'su documento de identidad, el original'),
  }),
  'answer-wrong': ({ left }) => ({
    text: `La respuesta no coincide con la registrada. ${Number(left) > 0 ? `${tries(Number(left))}.` : `No le quedan intentos hoy: puede ${FORGOTTEN}.`}`,
  }),
  'too-many-answers': ({ until }) => ({
    text: `Demasiadas respuestas. Puede volver a probar ${when(until)}. También puede ${FORGOTTEN}.`,
  }),
  'code-wrong': ({ left }) => ({
    text: ['El código no coincide.', ...(left === undefined ? [] : [codesLeft(Number(left))])].join(' '),
  }),
  'mailbox-code-needed': () => ({
    text: 'Pida un código a su correo registrado y escríbalo aquí.',
    ...mailboxLost,
  }),
  'resend-early': ({ until }) => ({
    text: until
      ? `El envío va en camino. Puede pedirlo de nuevo ${when(until)}.`
      : 'Desde esta página no se puede enviar otra vez.',
    ...askDesk('No me llega el mensaje'),
  }),
  'question-rests': ({ until }) => ({
    text: `Hace poco continuó por correo: por seguridad su pregunta secreta se puede cambiar desde ${when(until)}.`,
  }),
  'nothing-changed': () => ({
    text: 'Los datos son los mismos que ya tenemos. Cambie lo que necesite y envíelo de nuevo.',
  }),
  'too-many-updates': ({ until }) => ({
    text: `Ya actualizó sus datos varias veces hoy. Puede volver a hacerlo ${when(until)}.`,
    ...askDesk('Actualizar mis datos'),
  }),
  'pair-wrong': ({ left }) => ({
    text: `La pregunta o la respuesta no coincide con la registrada. ${triesLeft(Number(left))}`,
  }),
  'too-many-pairs': ({ until }) => ({
    text: `Demasiadas respuestas. Puede volver a probar ${when(until)} o continuar por correo.`,
  }),
  'card-over': () => ({
    text: 'Pasaron más de 15 minutos desde que mostró la cédula. Por seguridad, escriba otra vez su número.',
  }),
  'too-many-contests': ({ until, of }) => ({
    text: `${of === 'account' ? 'Con esta cuenta ya pidieron varias revisiones de este tipo' : 'Desde esta conexión ya pidieron muchas revisiones'}. Puede pedir otra ${when(until)}.`,
    ...askDesk('Pedir una revisión'),
  }),
  'contest-at-desk': ({ folio }) => ({
    text: `Otra persona mostró también una cédula por este RUT. Lo revisan dos personas, con los documentos a la vista.${folio ? ` Su folio: ${folio}.` : ''}`,
    ...underFolio(askDesk('Otra persona usa mi RUT', 'su cédula de identidad, la original'), folio),
  }),
  'contact-code-wrong': ({ left }) => ({ text: `El código no coincide. ${tries(Number(left))}.` }),
  'contact-code-spent': () => ({ text: 'El código venció o ya no sirve. Pida otro.' }),
  'too-many-codes': ({ until }) => ({
    text: `Ya pidió o escribió demasiados códigos. Podrá pedir otro ${when(until)}.`,
    ...askDesk('No me llega el código'),
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
