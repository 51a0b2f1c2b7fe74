import { hourOf } from '../../account/hour.ts';
import { type RightDecision, type RightState, rightNames } from '../../domain/rights.ts';
import { formatDay } from '../../domain/working-days.ts';
import type { RightRequest } from '../../ports/right-requests.ts';

const states: Readonly<Record<RightState, string>> = {
  recibida: 'Recibida',
  'en-revision': 'En revisión',
  respondida: 'Respondida',
};

const decisions: Readonly<Record<RightDecision, string>> = {
  acogida: 'Acogida',
  'acogida-en-parte': 'Acogida en parte',
  rechazada: 'No acogida',
};

/** A request as a page shows it. */
export function rightView(request: RightRequest) {
  const { folio, kind, state, askedAt, dueOn, answeredAt, decision, extendedAt, liftedAt } = request;
  return {
    folio,
    name: rightNames[kind],
    state: states[state],
    open: state !== 'respondida',
    asked: hourOf(askedAt),
    due: formatDay(dueOn),
    extended: extendedAt !== undefined,
    answered: answeredAt && hourOf(answeredAt),
    decision: decision && decisions[decision],
    block: kind === 'bloqueo',
    blocked: kind === 'bloqueo' && !liftedAt,
  };
}
