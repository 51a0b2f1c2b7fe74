import { daysLeft, isLate, type NoExtension, type NoLifting } from '../domain/right-terms.ts';
import type { RightDecision, RightKind, RightState } from '../domain/rights.ts';
import { dayOf, formatDay } from '../domain/working-days.ts';
import type { RightRequest } from '../ports/right-requests.ts';

/** How the operator calls each right. */
export const shortNames: Readonly<Record<RightKind, string>> = {
  acceso: 'Acceso',
  rectificacion: 'Rectificación',
  supresion: 'Supresión',
  oposicion: 'Oposición',
  bloqueo: 'Bloqueo',
};

const states: Readonly<Record<RightState, string>> = {
  recibida: 'recibida',
  'en-revision': 'en revisión',
  respondida: 'respondida',
};

export const decisions: Readonly<Record<RightDecision, string>> = {
  acogida: 'acogida',
  'acogida-en-parte': 'acogida en parte',
  rechazada: 'no acogida',
};

/** What keeps the operator from an act. */
export const obstacles: Readonly<Record<NoExtension | NoLifting | 'reviewed' | 'frozen', string>> = {
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

/** How a request stands: "en revisión", "acogida; bloqueo vigente". */
export function stateOf({ state, decision, kind, liftedAt }: RightRequest): string {
  const block = kind === 'bloqueo' ? (liftedAt ? '; bloqueo terminado' : '; bloqueo vigente') : '';
  return (decision ? decisions[decision] : states[state]) + block;
}

/** What is left of the term, or when it was answered. */
export function termOf(request: RightRequest, now: Date): string {
  const { answeredAt, dueOn, kind } = request;
  const late = isLate(request, now);
  if (answeredAt) return `respondida el ${formatDay(dayOf(answeredAt))}${late ? ', FUERA DE PLAZO' : ''}`;
  const left = daysLeft(request, dayOf(now));
  if (late) return `VENCIDA hace ${count(-left)}`;
  if (dayOf(now) === dueOn) return 'vence HOY';
  return `${left === 1 ? 'queda' : 'quedan'} ${count(left)}${kind === 'bloqueo' ? (left === 1 ? ' hábil' : ' hábiles') : ''}`;
}

/** "28-12-2026 (ampliado)". */
export const lastDayOf = ({ dueOn, extendedAt }: RightRequest): string =>
  formatDay(dueOn) + (extendedAt ? ' (ampliado)' : '');

const count = (days: number): string => `${days} ${days === 1 ? 'día' : 'días'}`;
