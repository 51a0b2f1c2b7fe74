import { daysLeft, isLate } from '../domain/right-terms.ts';
import { dayOf } from '../domain/working-days.ts';
import { formats } from '../locales/es-CL/formats/formats.ts';
import { blockStates, decisions, rightStates, rightTerms } from '../locales/es-CL/operator/rights.ts';
import type { RightRequest } from '../ports/right-requests.ts';

/** The state of a request: "en revisión", "acogida; bloqueo vigente". */
export function stateOf({ state, decision, kind, liftedAt }: RightRequest): string {
  const block = kind === 'bloqueo' ? blockStates[liftedAt ? 'ended' : 'inForce'] : '';
  return (decision ? decisions[decision] : rightStates[state]) + block;
}

/** The rest of the term, or when it was answered. */
export function termOf(request: RightRequest, now: Date): string {
  const { answeredAt, dueOn, kind } = request;
  const late = isLate(request, now);
  if (answeredAt) return rightTerms.answered({ day: formats.day(dayOf(answeredAt)), late });
  const days = daysLeft(request, dayOf(now));
  if (late) return rightTerms.late({ days: -days });
  if (dayOf(now) === dueOn) return rightTerms.today({});
  return rightTerms.left({ days, working: kind === 'bloqueo' });
}

/** "28-12-2026 (ampliado)". */
export function lastDayOf({ dueOn, extendedAt }: RightRequest): string {
  const day = formats.day(dueOn);
  return extendedAt ? rightTerms.extended({ day }) : day;
}
