import type { FacilitadorRequest } from '../domain/facilitador/facilitador-request.ts';
import type { Deps } from '../ports/deps.ts';

/**
 * Queues the invitation of a facilitador whose request is approved, in the transaction of the decision. The NIE is taken
 * and the mail is sent after it (`send-invitation.ts`): a register that does not answer loses nothing.
 */
export async function inviteFacilitador(
  { facilitadorInvitations, now }: Pick<Deps, 'facilitadorInvitations' | 'now'>,
  { id, folio, company, askedBy, data }: FacilitadorRequest,
): Promise<void> {
  await facilitadorInvitations.queue({ id, folio, company, askedBy, data, approvedAt: now() });
}
