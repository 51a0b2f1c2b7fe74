import type { RightsDeps } from '../../../account/rights-deps.ts';
import type { CaseEvent } from '../../../domain/cases/case-event.ts';
import { caseStep } from '../../../domain/cases/case-step.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';

const ALONE = { concerned: [], otherOffices: false };

/**
 * One step of an operator on a request and its case, in one transaction. The case is locked first, as a step of a member
 * at the desk locks it: of two at once the second sees what the first left. `false` where the case does not allow the
 * step or `along` did nothing.
 */
export async function stepRight(
  desk: RightsDeps,
  { folio }: Pick<RightRequest, 'folio'>,
  event: CaseEvent,
  along: () => Promise<boolean>,
): Promise<boolean> {
  return desk.atomically(async () => {
    const after = await desk.cases.change(folio, async (one) => {
      const { next } = caseStep(one, event, ALONE);
      if (!next || !(await along())) return undefined;
      return caseStep(next, { type: 'close', at: event.at }, ALONE).next ?? next;
    });
    return after !== undefined;
  });
}
