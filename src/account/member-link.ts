import { invitationStanding } from '../domain/member-invitation.ts';
import { MEMBER_INVITATION_HOURS } from '../domain/member-role.ts';
import type { Deps } from '../ports/deps.ts';
import type { MemberInvitation } from '../ports/member-invitations.ts';

type Needs = Pick<Deps, 'links' | 'memberInvitations' | 'now' | 'tokens'>;

/** An invitation of the desk is of no account: its link is sealed, and used up with the row. */
const NAMED = 'named-member';

/** When a link that is sent at an instant ends. */
export const memberLinkEnd = (sentAt: Date): Date => new Date(sentAt.getTime() + MEMBER_INVITATION_HOURS * 3_600_000);

/** The last part of the address of an invitation; part of the caller's transaction. */
export async function memberToken(
  { links, tokens }: Pick<Deps, 'links' | 'tokens'>,
  { giverId, email, sending, expiresAt }: MemberInvitation,
): Promise<string> {
  if (giverId === undefined) return tokens.pack(NAMED, { sending });
  return links.issue('member', giverId, expiresAt, sending, { contact: email });
}

/**
 * What a link opens, by the last part of its address; undefined for one that was spent, withdrawn, sent again since, or
 * is too old. Changes nothing.
 */
export async function openMemberInvitation(deps: Needs, token: string): Promise<MemberInvitation | undefined> {
  const open = (await openByLink(deps, token)) ?? (await openOfDesk(deps, token));
  if (open?.state !== 'enviada') return undefined;
  return invitationStanding(open, deps.now()) === 'waits' ? open : undefined;
}

async function openByLink({ links, memberInvitations }: Needs, token: string): Promise<MemberInvitation | undefined> {
  const link = await links.peek('member', token);
  const open = link?.about === undefined ? undefined : await memberInvitations.ofSending(link.about);
  return open?.giverId !== undefined && open.giverId === link?.accountId ? open : undefined;
}

async function openOfDesk({ tokens, memberInvitations }: Needs, token: string): Promise<MemberInvitation | undefined> {
  const { sending } = (tokens.unpack(NAMED, token) ?? {}) as { readonly sending?: string };
  const open = sending === undefined ? undefined : await memberInvitations.ofSending(sending);
  return open?.giverId === undefined ? open : undefined;
}
