import type { Decision } from '../../../domain/cases/case.ts';
import { endOf } from '../../../domain/cases/clock.ts';
import { newCase } from '../../../domain/cases/new-case.ts';
import type { CasePerson, NewDeskCase } from '../../../ports/cases.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';

/** What a request does not have: whose number it is about, and why it was answered so. */
interface Beside {
  readonly about: CasePerson | undefined;
  readonly reasons?: string | undefined;
}

/** The case of a request for a right as the request is now; one that was answered is a closed case. */
export function caseOfRight(request: RightRequest, { about, reasons }: Beside): NewDeskCase {
  const { id, folio, accountId, actor, kind, askedAt, dueOn, extendedAt } = request;
  const begun = newCase({ kind: 'derecho', matter: kind, openedBy: 'person', actor }, askedAt);
  const now = { dueAt: endOf(dueOn), extendedAt, ...stateOf(request, reasons) };
  return { id, folio, accountId, about, begun: Object.assign({}, begun, now), claim: ['derecho', 'right', id] };
}

function stateOf({ state, decision, ground, answeredAt }: RightRequest, reasons = '') {
  if (state !== 'respondida' || !decision || !answeredAt)
    return { state: state === 'recibida' ? 'recibida' : 'en-revision' } as const;
  const answer: Decision = { by: [], outcome: decision, reason: reasons, ground, at: answeredAt };
  return { state: 'resuelta', decision: answer, closedAt: answeredAt } as const;
}
