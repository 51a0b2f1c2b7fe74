import { invitationStanding } from '../../../domain/member-invitation.ts';
import { MEMBER_INVITATION_HOURS } from '../../../domain/member-role.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MemberInvitation } from '../../../ports/member-invitations.ts';

/** When a link that is sent at an instant ends. */
export const memberLinkEnd = (sentAt: Date): Date => new Date(sentAt.getTime() + MEMBER_INVITATION_HOURS * 3_600_000);

/**
 * What a link opens, by the last part of its address; undefined for one that was spent, withdrawn, sent again since, or
 * is too old. Changes nothing.
 */
export async function openMemberInvitation(
  { links, memberInvitations, now }: Pick<Deps, 'links' | 'memberInvitations' | 'now'>,
  token: string,
): Promise<MemberInvitation | undefined> {
  const link = await links.peek('member', token);
  const open = link?.about === undefined ? undefined : await memberInvitations.ofSending(link.about);
  if (open?.companyId !== link?.accountId || open?.state !== 'enviada') return undefined;
  return invitationStanding(open, now()) === 'waits' ? open : undefined;
}
