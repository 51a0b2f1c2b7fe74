import { instantOf } from '../domain/instant.ts';
import { MEMBER_INVITATION_HOURS } from '../domain/member-role.ts';
import type { Deps } from '../ports/deps.ts';
import type { MemberInvitation } from '../ports/member-invitations.ts';
import { memberToken } from './member-link.ts';

/** Makes the link of an invitation and mails it to the invited mailbox; part of the caller's transaction. */
export async function sendMemberLink(
  deps: Pick<Deps, 'issuer' | 'links' | 'notifier' | 'tokens'>,
  invitation: MemberInvitation,
): Promise<void> {
  const { organisation, email, role, until } = invitation;
  const token = await memberToken(deps, invitation);
  const notice = {
    kind: 'member-invited',
    company: organisation.razonSocial,
    role,
    until: instantOf(until),
    hours: MEMBER_INVITATION_HOURS,
    link: `${deps.issuer}/cuenta/organizaciones/invitacion/${token}`,
  } as const;
  // About no account: the mailbox need not be that of one.
  await deps.notifier.send(notice, { channel: 'mail', to: email });
}
