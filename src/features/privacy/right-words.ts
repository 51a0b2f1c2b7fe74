import { hourOf } from '../../account/hour.ts';
import { isLate } from '../../domain/right-terms.ts';
import { complaintUntil, type RightDecision, type RightState } from '../../domain/rights.ts';
import { dayOf, formatDay } from '../../domain/working-days.ts';
import { rightNames } from '../../locales/es-CL/rights/names.ts';
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

/** A request as a page shows it at an instant; `late` is one that waits past its last day, or was answered after it. */
export function rightView(request: RightRequest, now: Date) {
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
    late: isLate(request, now),
    complaint: answeredAt && lastToComplain(answeredAt),
    decision: decision && decisions[decision],
    copy: kind === 'acceso' && decision !== undefined && decision !== 'rechazada',
    block: kind === 'bloqueo',
    blocked: kind === 'bloqueo' && !liftedAt,
  };
}

/** The last day to complain to the Agencia, as people write it; undefined where the table of holidays does not reach. */
function lastToComplain(answeredAt: Date): string | undefined {
  const last = complaintUntil(dayOf(answeredAt));
  return last && formatDay(last);
}
