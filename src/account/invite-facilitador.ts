import type { FacilitadorRequest } from '../domain/facilitador/facilitador-request.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from '../ports/deps.ts';

/**
 * Invites the facilitador of an approved request, in the transaction of the decision. No invitation can be sent yet: throws
 * `case-refused`, so that nothing is approved that would lead nowhere.
 */
export async function inviteFacilitador(_deps: Deps, _request: FacilitadorRequest): Promise<void> {
  throw new Refusal('case-refused', { why: 'invitation-missing' });
}
