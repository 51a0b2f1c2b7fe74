import type { ActsOnRight, RightsDeps, Staff } from '../../../account/rights-deps.ts';
import type { Act } from '../../../ports/audit.ts';
import type { RightRequest, RightWords } from '../../../ports/right-requests.ts';
import { stepRight } from './step-right.ts';

/** Records which operator begins to review a request; `false` when it was not new. */
export async function reviewRight(desk: RightsDeps, id: string, by: Staff): Promise<boolean> {
  const request = await desk.rights.find(id);
  if (!request) return false;
  return stepRight(desk, request, { type: 'review', at: desk.now() }, () => beginReview(desk, id, { by }));
}

/** The request is under review; `false` when it was not new. Part of the caller's transaction, with a step of its case. */
export async function beginReview(desk: RightsDeps, id: string, by: ActsOnRight): Promise<boolean> {
  if (!(await desk.rights.review(id))) return false;
  const request = await desk.rights.find(id);
  if (request) await note(desk, 'right.reviewed', request, by);
  return true;
}

/** Shows the text of a request to an operator; the visit is recorded in the trail and in Actividad. */
export async function readRight(desk: RightsDeps, request: RightRequest, by: Staff): Promise<RightWords> {
  return desk.atomically(async () => {
    await note(desk, 'right.read', request, { by });
    return desk.rights.wordsOf(request.id);
  });
}

async function note(
  desk: RightsDeps,
  act: Act,
  { accountId, kind, folio }: RightRequest,
  by: ActsOnRight,
): Promise<void> {
  const subject = (await desk.accounts.find(accountId))?.subject;
  await desk.audit.record({ act, accountId, subject, details: { kind, folio, ...by } });
}
