import { randomUUID } from 'node:crypto';
import { isStanding } from '../../../account/invitations.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { type Account, rutOf } from '../../../domain/account.ts';
import type { Email } from '../../../domain/email.ts';
import { monthsAfter } from '../../../domain/mandate.ts';
import { delegatedBy, type MemberRole, needsFactor } from '../../../domain/member-role.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MemberInvitation } from '../../../ports/member-invitations.ts';
import { memberLinkEnd } from './member-link.ts';
import { sendMemberLink } from './send-member-link.ts';

/** Whom a company invites, as what, and for how many months. */
export interface NewMember {
  readonly email: Email;
  readonly role: MemberRole;
  readonly months: number;
}

/**
 * A company, whose key and factor were proved again, sends the link of an invitation: 72 hours, one use, twenty a day.
 * Company, role and date are in its row, and nothing changes them any more. Throws `member-needs-factor` where
 * `administra` is given by who has no factor, `too-many-members`, `member-gone` where the company stands no more, and
 * what `assertProved` throws.
 */
export async function inviteMember(
  deps: Deps,
  proved: ProvedHolder,
  asked: NewMember,
  visitor: Visitor,
): Promise<void> {
  const { account, actor, factor } = proved;
  if (needsFactor(asked.role) && factor === 'none') throw new Refusal('member-needs-factor');
  const { allowed, until } = await deps.throttles.consume(rateLimits.membersByCompany, account.id);
  if (!allowed) throw new Refusal('too-many-members', { until });
  await deps.atomically(async () => {
    const company = await deps.accounts.lock(account.id);
    if (!company || !isStanding(company) || company.profile !== 'juridica' || !actor) throw new Refusal('member-gone');
    await assertProved(deps, proved, { account: company, actor });
    const invitation = invitationOf(company, actor, asked, deps.now());
    await deps.memberInvitations.add(invitation);
    await sendMemberLink(deps, invitation);
    const { id: accountId, subject } = company;
    const details = { by: 'account', actor, role: asked.role };
    await deps.audit.record({ act: 'member.invited', accountId, subject, visitor, details });
  });
}

const invitationOf = (
  company: Account,
  actor: string,
  { email, role, months }: NewMember,
  now: Date,
): MemberInvitation => ({
  id: randomUUID(),
  companyId: company.id,
  organisation: { rut: rutOf(company), razonSocial: company.personal.company?.razonSocial ?? '' },
  email,
  role,
  until: monthsAfter(now, months),
  source: delegatedBy(actor),
  state: 'enviada',
  sending: randomUUID(),
  sentAt: now,
  expiresAt: memberLinkEnd(now),
  resent: 0,
});
