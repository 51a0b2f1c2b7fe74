import { actOf, tellCompany } from '../../../account/send-invitation.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import { openInvitation } from './open-invitation.ts';

/**
 * The person says that the data are wrong: the invitation ends, nothing is activated, and the request goes back to the
 * desk, which reads the reason; the company is told that it did, and not why. Throws `invitation-over`.
 */
export async function returnInvitation(deps: Deps, token: string, reason: string): Promise<void> {
  const open = await openInvitation(deps, token);
  if ('over' in open) throw new Refusal('invitation-over');
  const { company, invitation } = open;
  await deps.atomically(async () => {
    const spent = await deps.links.spend('invitation', token);
    const change = { state: 'devuelta', reason } as const;
    const returned = spent && (await deps.facilitadorInvitations.change(invitation.id, ['enviada'], change));
    if (!returned) throw new Refusal('invitation-over');
    const request = await deps.facilitadorRequests.find(invitation.id);
    if (request) await deps.facilitadorRequests.change(request.id, request.version, () => ({ state: 'en-revision' }));
    await deps.audit.record({ ...actOf(company, returned), act: 'invitation.returned' });
    await tellCompany(deps, company, returned, 'returned');
  });
}
