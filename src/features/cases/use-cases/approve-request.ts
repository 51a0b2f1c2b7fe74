import { inviteFacilitador } from '../../../account/invite-facilitador.ts';
import { whyNotApproved } from '../../../domain/cases/facilitador-review.ts';
import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOf } from './case-deps.ts';
import { filesOfCase } from './file-of-case.ts';

/**
 * What granting a request does, in the transaction of the decision: it is `aprobada`, and the person is invited. Throws
 * `case-refused` where data or files are not those that were reviewed, or the company cannot have it.
 */
export async function approveRequest(deps: Deps, one: DeskCase): Promise<void> {
  const { id, version } = await assertApprovable(deps, one);
  const approved = await deps.facilitadorRequests.change(id, version, () => ({ state: 'aprobada', observed: [] }));
  if (!approved) throw new Refusal('case-refused', { why: 'copy-changed' });
  await inviteFacilitador(deps, approved);
}

/** The request as it is now; the company is locked. Throws `case-refused` with the reason. */
export async function assertApprovable(deps: Deps, one: DeskCase): Promise<FacilitadorRequest> {
  const found = await accountOf(deps, one);
  const company = found && (await deps.accounts.lock(found.id));
  const request = await deps.facilitadorRequests.find(one.id);
  const files = await filesOfCase(deps, one);
  const whole = request && files.length === 2;
  const digest = whole ? await deps.facilitadorRequests.digestNow(request) : undefined;
  const why = whyNotApproved(one.copy, { request, files, digest, company }, dayOf(deps.now()));
  if (why || !request) throw new Refusal('case-refused', { why: why ?? 'request-missing' });
  return request;
}
