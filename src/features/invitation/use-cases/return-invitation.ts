import { returnRequest } from '../../../account/return-request.ts';
import { actOf, tellCompany } from '../../../account/send-invitation.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import { openInvitation } from './open-invitation.ts';

/**
 * The person says that the data are wrong: the invitation ends, nothing is activated, and the case of the request is open
 * again at the desk, which reads the reason; the company is told that it is, and not why. Throws `invitation-over`, and
 * `invitation-returned-often` where the person did so three times, and `invitation-return-late`.
 */
export async function returnInvitation(deps: Deps, token: string, reason: string): Promise<void> {
  const open = await openInvitation(deps, token);
  if ('over' in open) throw new Refusal('invitation-over');
  const { company, invitation } = open;
  await deps.atomically(async () => {
    const spent = await deps.links.spend('invitation', token);
    const request = spent && (await deps.facilitadorRequests.find(invitation.id));
    if (!request) throw new Refusal('invitation-over');
    // The case first: who decides it locks it before the invitation.
    await returnRequest(deps, company, { request, reason });
    const change = { state: 'devuelta', reason } as const;
    const returned = await deps.facilitadorInvitations.change(invitation.id, ['enviada'], change);
    if (!returned) throw new Refusal('invitation-over');
    await deps.audit.record({ ...actOf(company, returned), act: 'invitation.returned' });
    await tellCompany(deps, company, returned, 'returned');
  });
}
