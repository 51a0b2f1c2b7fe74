import { isStanding } from '../../../account/invitations.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { rutOf } from '../../../domain/account.ts';
import type { Email } from '../../../domain/email.ts';
import { instantOf } from '../../../domain/instant.ts';
import { monthsAfter } from '../../../domain/mandate.ts';
import { delegatedBy, MEMBER_INVITATION_HOURS, type MemberRole, needsFactor } from '../../../domain/member-role.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { packMemberInvitation } from './member-link.ts';

/** Whom a company invites, as what, and for how many months. */
export interface NewMember {
  readonly email: Email;
  readonly role: MemberRole;
  readonly months: number;
}

/**
 * A company, whose key and factor were proved again, sends the link of an invitation: 72 hours, one use, twenty a day. It
 * says company, role and date, which nothing changes any more. Throws `member-needs-factor` where `administra` is given
 * by who has no factor, `too-many-members`, `member-gone` where the company stands no more, and what `assertProved` throws.
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
    await send(deps, { rut: rutOf(company), razonSocial: company.personal.company?.razonSocial ?? '' }, proved, asked);
    const { id: accountId, subject } = company;
    const details = { by: 'account', actor, role: asked.role };
    await deps.audit.record({ act: 'member.invited', accountId, subject, visitor, details });
  });
}

async function send(
  deps: Deps,
  organisation: Parameters<typeof packMemberInvitation>[1]['organisation'],
  { account, actor = '' }: ProvedHolder,
  { email, role, months }: NewMember,
): Promise<void> {
  const now = deps.now();
  const id = crypto.randomUUID();
  const until = monthsAfter(now, months);
  const expiresAt = new Date(now.getTime() + MEMBER_INVITATION_HOURS * 3_600_000);
  const link = await deps.links.issue('member', account.id, expiresAt, id, { contact: email });
  const token = packMemberInvitation(deps, { link, id, organisation, role, until, source: delegatedBy(actor) });
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

/** Ends the links of all invitations of a company that were not accepted yet. */
export async function withdrawMemberInvitations(
  deps: Pick<Deps, 'atomically' | 'audit' | 'links' | 'now'>,
  { id: accountId, subject }: { readonly id: string; readonly subject: string },
  visitor: Visitor,
): Promise<void> {
  await deps.atomically(async () => {
    await deps.links.endBy('member', accountId, deps.now());
    await deps.audit.record({ act: 'member.withdrawn', accountId, subject, visitor, details: { by: 'account' } });
  });
}
