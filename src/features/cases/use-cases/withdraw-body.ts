import { randomUUID } from 'node:crypto';
import { endMembership } from '../../../account/end-membership.ts';
import { memberLinkEnd } from '../../../account/member-link.ts';
import { sendMemberLink } from '../../../account/send-member-link.ts';
import { invitationStanding, MEMBER_RESENDINGS } from '../../../domain/member-invitation.ts';
import type { BodyNaming, WithdrawalReason } from '../../../domain/public-body.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Organisation } from '../../../ports/mandates.ts';
import type { MemberInvitation } from '../../../ports/member-invitations.ts';
import { namedInForce } from './body-of-case.ts';
import { type AtBody, memberWho } from './name-body.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** An invitation of the desk that waits; undefined for any other id. */
export async function invitationOfDesk(
  { memberInvitations }: Pick<Deps, 'memberInvitations'>,
  id: string,
): Promise<MemberInvitation | undefined> {
  const found = UUID.test(id) ? await memberInvitations.find(id) : undefined;
  return found && found.giverId === undefined && found.state === 'enviada' ? found : undefined;
}

/**
 * The desk withdraws the access of a first person at once, with all that this person gave. One revisor does so alone: it
 * takes access away, and a case of two people gives it again. Throws `body-unknown` and `case-refused`.
 */
export function withdrawNamed(deps: Deps, at: AtBody, id: string, motive: WithdrawalReason): Promise<void> {
  return deps.atomically(async () => {
    const named = UUID.test(id) ? await namedInForce(deps, id) : undefined;
    if (!named) throw new Refusal('body-unknown');
    const by = await revisor(deps, at, named.organisation);
    const details = { ...staffMark(by), motive };
    await endMembership(deps, named, { reason: 'retirado', by: { visitor: at.visitor, details } });
  });
}

/** The same of an invitation that waits: its link opens nothing from then on. */
export function withdrawInvitation(deps: Deps, at: AtBody, id: string): Promise<void> {
  return deps.atomically(async () => {
    const open = await invitationOfDesk(deps, id);
    if (!open) throw new Refusal('body-unknown');
    const by = await revisor(deps, at, open.organisation);
    if (!(await deps.memberInvitations.change(open.id, { state: 'retirada' }))) throw new Refusal('body-unknown');
    await deps.audit.record({ act: 'member.withdrawn', visitor: at.visitor, details: staffMark(by) });
  });
}

/** Sends it again to the same mailbox, three times at most, which ends the earlier link. */
export function resendInvitation(deps: Deps, at: AtBody, id: string): Promise<void> {
  return deps.atomically(async () => {
    const open = await invitationOfDesk(deps, id);
    const now = deps.now();
    if (!open || invitationStanding(open, now) === 'over') throw new Refusal('body-unknown');
    if (open.resent >= MEMBER_RESENDINGS) throw new Refusal('member-sent-often', { times: MEMBER_RESENDINGS });
    const by = await memberWho(deps, at, bodyOf(open.organisation));
    const anew = { sending: randomUUID(), sentAt: now, expiresAt: memberLinkEnd(now), resent: open.resent + 1 };
    const sent = await deps.memberInvitations.change(open.id, anew);
    if (!sent) throw new Refusal('body-unknown');
    await sendMemberLink(deps, sent);
    await deps.audit.record({
      act: 'member.invited',
      visitor: at.visitor,
      details: { ...staffMark(by), role: sent.role },
    });
  });
}

async function revisor(deps: Deps, at: AtBody, organisation: Organisation) {
  const by = await memberWho(deps, at, bodyOf(organisation));
  if (!by.roles.includes('revisor')) throw new Refusal('case-refused', { why: 'role' });
  return by;
}

const bodyOf = ({ rut, razonSocial }: Organisation): BodyNaming => ({
  rut,
  razonSocial,
  act: { kind: 'oficio', number: '', day: '' as BodyNaming['act']['day'], signer: '' },
  months: 1,
});
