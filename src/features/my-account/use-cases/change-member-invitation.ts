import { randomUUID } from 'node:crypto';
import { isStanding } from '../../../account/invitations.ts';
import { memberLinkEnd } from '../../../account/member-link.ts';
import { sourceLost } from '../../../account/memberships.ts';
import { sendMemberLink } from '../../../account/send-member-link.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import { invitationStanding, MEMBER_RESENDINGS } from '../../../domain/member-invitation.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MemberInvitation } from '../../../ports/member-invitations.ts';

/**
 * A company, or the first person of a public body, has an invitation sent again, to the same mailbox and with the same role and date, which ends the earlier
 * link: three times in all, and within the twenty of a day. Throws `invitation-gone` for one that ended, is another
 * giver's, or whose giver lost their word, `member-sent-often`, and `too-many-members`.
 */
export async function resendMemberInvitation(deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> {
  const own = assertSendable(deps, await ownInvitation(deps, here, id));
  if (await sourceLost(deps, own)) throw new Refusal('invitation-gone');
  const { allowed, until } = await deps.throttles.consume(rateLimits.membersByCompany, here.account.id);
  if (!allowed) throw new Refusal('too-many-members', { until });
  await deps.atomically(async () => {
    const company = await deps.accounts.lock(here.account.id);
    if (!company || !isStanding(company)) throw new Refusal('invitation-gone');
    const { resent } = assertSendable(deps, await ownInvitation(deps, here, id));
    const now = deps.now();
    const anew = { sending: randomUUID(), sentAt: now, expiresAt: memberLinkEnd(now), resent: resent + 1 };
    const sent = await deps.memberInvitations.change(id, anew);
    if (!sent) throw new Refusal('invitation-gone');
    await sendMemberLink(deps, sent);
    await record(deps, here, 'member.invited', sent, visitor);
  });
}

/** The same giver withdraws an invitation: its link opens nothing from then on. Throws `invitation-gone`. */
export async function withdrawMemberInvitation(deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    await deps.accounts.lock(here.account.id);
    const own = await ownInvitation(deps, here, id);
    const ended = await deps.memberInvitations.change(own.id, { state: 'retirada' });
    if (!ended) throw new Refusal('invitation-gone');
    await record(deps, here, 'member.withdrawn', ended, visitor);
  });
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Among those of the giver: an id of another one is none. */
async function ownInvitation(
  { memberInvitations }: Pick<Deps, 'memberInvitations'>,
  { account }: Pick<Here, 'account'>,
  id: string,
): Promise<MemberInvitation> {
  if (id === '') throw new Refusal('invitation-unchosen');
  const own = UUID.test(id) ? await memberInvitations.find(id) : undefined;
  if (own?.giverId !== account.id || own.state !== 'enviada') throw new Refusal('invitation-gone');
  return own;
}

function assertSendable({ now }: Pick<Deps, 'now'>, own: MemberInvitation): MemberInvitation {
  if (invitationStanding(own, now()) === 'over') throw new Refusal('invitation-gone');
  if (own.resent >= MEMBER_RESENDINGS) throw new Refusal('member-sent-often', { times: MEMBER_RESENDINGS });
  return own;
}

async function record(
  { audit }: Pick<Deps, 'audit'>,
  here: Here,
  act: 'member.invited' | 'member.withdrawn',
  { role, resent }: MemberInvitation,
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = here.account;
  await audit.record({ act, accountId, subject, visitor, details: { ...doneBy(here).details, role, resent } });
}
