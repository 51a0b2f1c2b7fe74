import type { AccountState } from '../../../domain/account.ts';
import type { RightObstacle } from '../../../domain/right-terms.ts';
import type { RightDecision, RightKind, RightState } from '../../../domain/rights.ts';
import type { Texts } from '../../shape/texts.ts';

/** The name of each right for operators. */
export const shortNames: Readonly<Record<RightKind, string>> = {
  acceso: 'Acceso',
  rectificacion: 'Rectificación',
  supresion: 'Supresión',
  oposicion: 'Oposición',
  bloqueo: 'Bloqueo',
};

/** The state of a request. */
export const rightStates: Readonly<Record<RightState, string>> = {
  recibida: 'recibida',
  'en-revision': 'en revisión',
  respondida: 'respondida',
};

/** The decision on a request. */
export const decisions: Readonly<Record<RightDecision, string>> = {
  acogida: 'acogida',
  'acogida-en-parte': 'acogida en parte',
  rechazada: 'no acogida',
};

/** What prevents an act of the operator. */
const obstacles: Readonly<Record<RightObstacle, string>> = {
  answered: 'ya fue respondida',
  'block-not-extended': 'es un bloqueo: la ley no permite ampliar su plazo',
  'extended-before': 'su plazo ya se amplió, y la ley lo permite una sola vez',
  'term-over': 'su plazo terminó: ya no se puede ampliar. Respóndala cuanto antes',
  'no-block': 'no es un bloqueo',
  'lifted-before': 'su bloqueo ya terminó',
  reviewed: 'ya estaba en revisión',
  frozen:
    'su cuenta está detenida: quien pidió la supresión puede no ser el titular, y la cuenta no se cierra. Rechácela con sus fundamentos, o espere a que la cuenta vuelva a funcionar',
};

/** What the state of an account means for a request. */
export const accountStates: Readonly<Record<AccountState, string>> = {
  pendiente_correo: 'sin confirmar',
  activa: 'activa',
  bloqueada_temporal: 'en pausa',
  congelada: 'DETENIDA: quien pidió puede no ser el titular',
  suspendida: 'bloqueada por su titular',
  cerrada: 'cerrada; sus contactos se borran 7 días después del cierre',
};

const count = (days: number): string => `${days} ${days === 1 ? 'día' : 'días'}`;

interface TermData {
  readonly answered: { readonly day: string; readonly late: boolean };
  readonly extended: { readonly day: string };
  readonly late: { readonly days: number };
  readonly left: { readonly days: number; readonly working: boolean };
  readonly today: object;
}

/** The rest of a term. */
export const rightTerms: Texts<TermData> = {
  answered: ({ day, late }) => `respondida el ${day}${late ? ', FUERA DE PLAZO' : ''}`,
  extended: ({ day }) => `${day} (ampliado)`,
  late: ({ days }) => `VENCIDA hace ${count(days)}`,
  left: ({ days, working }) =>
    `${days === 1 ? 'queda' : 'quedan'} ${count(days)}${working ? (days === 1 ? ' hábil' : ' hábiles') : ''}`,
  today: () => 'vence HOY',
};

/** Details of the state of a request for a block. */
export const blockStates = {
  ended: '; bloqueo terminado',
  inForce: '; bloqueo vigente',
} as const;

interface ActData {
  readonly answered: {
    readonly decision: RightDecision;
    readonly closed: boolean;
    readonly told: string;
    readonly complaintUntil: string | undefined;
  };
  readonly closes: { readonly others: readonly string[] };
  readonly extended: { readonly until: string; readonly told: string };
  readonly 'no-ground': { readonly allowed: readonly string[] };
  readonly lifted: { readonly works: boolean; readonly answered: boolean };
  readonly 'no-request': { readonly folio: string };
  readonly refused: { readonly why: RightObstacle };
  readonly reviewed: object;
}

/** What was done with a request, or why not; preceded by the folio. */
export const rightActs: Texts<{ readonly [Act in keyof ActData]: ActData[Act] & { readonly folio: string } }> = {
  answered: ({ folio, decision, closed, told, complaintUntil }) =>
    [
      `${folio}: ${decisions[decision]}.`,
      ...(closed ? ['La cuenta quedó cerrada.'] : []),
      told,
      ...(complaintUntil ? [`Puede reclamar ante la Agencia hasta el ${complaintUntil}.`] : []),
    ].join(' '),
  closes: ({ folio, others }) =>
    [
      `${folio}: esta respuesta CIERRA la cuenta y no se puede deshacer: nadie podrá ingresar, se cierran sus sesiones y en 7 días se borran sus contactos.`,
      ...(others.length > 0 ? [`Responda antes: ${others.join(', ')}.`] : []),
      'No se hizo nada. Para confirmar, repita la orden con --yes.',
    ].join('\n'),
  extended: ({ folio, until, told }) => `${folio}: plazo ampliado hasta el ${until}. ${told}`,
  lifted: ({ folio, works, answered }) =>
    [
      `${folio}: el bloqueo terminó.`,
      works ? 'La cuenta vuelve a funcionar y se avisa a sus contactos.' : 'La cuenta sigue sin funcionar.',
      ...(answered ? [] : ['La solicitud todavía espera respuesta.']),
    ].join(' '),
  'no-ground': ({ folio, allowed }) =>
    `${folio}: ese fundamento no es de este derecho y esta decisión; use ${allowed.join(', ')}`,
  'no-request': ({ folio }) => `no existe la solicitud ${folio}`,
  refused: ({ folio, why }) => `${folio}: ${obstacles[why]}`,
  reviewed: ({ folio }) => `${folio}: en revisión`,
};

/** Whether the person is notified of the act. */
export const toldTexts = {
  byMail: 'Se le avisa por correo.',
  nobody: 'La cuenta está borrada: no hay a quién avisar.',
} as const;

/** Headings and lines of the list. */
export const rightList = {
  headings: ['FOLIO', 'DERECHO', 'ESTADO', 'PEDIDA', 'ÚLTIMO DÍA', 'PLAZO'],
  none: 'No hay solicitudes por responder.',
} as const;

interface ListData {
  readonly more: { readonly count: number; readonly most: number };
}

/** Lines of the list with a figure. */
export const rightListTexts: Texts<ListData> = {
  more: ({ count: more, most }) => `Hay ${more >= most ? `más de ${most}` : more} más: use --limit.`,
};

/** Labels of the sheet of a request. */
export const rightSheet = {
  account: 'Cuenta',
  accountGone: 'borrada: no hay a quién avisar',
  actor: 'Actúa',
  acts: 'Sus actos',
  answer: 'Lo que se le respondió',
  asked: 'Pedida',
  detail: 'Lo que escribió',
  extension: 'Ampliación',
  extensionReasons: 'Por qué se amplió el plazo',
  folio: 'Folio',
  ground: 'Fundamento',
  identities: {
    declarada: 'declarada: nadie la comprobó',
    revisada: 'revisada: dos personas vieron copias del documento',
    documento: 'comprobada con documento',
  },
  identity: 'Identidad',
  lastDay: 'Último día',
  liftingReasons: 'Por qué terminó el bloqueo',
  noDetail: '(nada)',
  right: 'Derecho',
  state: 'Estado',
  term: 'Plazo',
} as const;

interface SheetData {
  readonly actor: { readonly run: string };
  readonly 'extension-until': { readonly day: string };
  readonly 'no-extension': { readonly why: RightObstacle };
}

/** Values of the sheet that are sentences. */
export const rightSheetTexts: Texts<SheetData> = {
  actor: ({ run }) => `RUN ${run}: pide por sus propios datos`,
  'extension-until': ({ day }) => `hasta el ${day}`,
  'no-extension': ({ why }) => `no: ${obstacles[why]}`,
};
