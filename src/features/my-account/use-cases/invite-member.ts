import { randomUUID } from 'node:crypto';
import { isStanding } from '../../../account/invitations.ts';
import { memberLinkEnd } from '../../../account/member-link.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { namedFor } from '../../../account/public-bodies.ts';
import { sendMemberLink } from '../../../account/send-member-link.ts';
import { type Account, rutOf } from '../../../domain/account.ts';
import type { Email } from '../../../domain/email.ts';
import { monthsAfter } from '../../../domain/mandate.ts';
import { delegatedBy, givenBy, type MemberRole } from '../../../domain/member-role.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MemberInvitation } from '../../../ports/member-invitations.ts';

/** Whom an organisation invites, as what, and for how many months. */
export interface NewMember {
  readonly email: Email;
  readonly role: MemberRole;
  readonly months: number;
  /** Of a first person: for which public body. */
  readonly rut?: Rut | undefined;
}

/**
 * A company, or the first person of a public body, whose key and factor were proved again, sends the link of an
 * invitation: 72 hours, one use, twenty a day. Organisation, role and date are in its row, and nothing changes them any
 * more. Throws `member-needs-factor` where who gives it has no factor, `too-many-members`, `member-gone` where the
 * organisation stands no more, and what `assertProved` throws.
 */
export async function inviteMember(
  deps: Deps,
  proved: ProvedHolder,
  asked: NewMember,
  visitor: Visitor,
): Promise<void> {
  const { account, actor, factor } = proved;
  if (factor === 'none') throw new Refusal('member-needs-factor');
  const { allowed, until } = await deps.throttles.consume(rateLimits.membersByCompany, account.id);
  if (!allowed) throw new Refusal('too-many-members', { until });
  await deps.atomically(async () => {
    const giver = await deps.accounts.lock(account.id);
    const giving = giver && isStanding(giver) ? await givingOf(deps, giver, { actor, rut: asked.rut }) : undefined;
    if (!giver || !giving) throw new Refusal('member-gone');
    await assertProved(deps, proved, { account: giver, actor });
    const invitation = invitationOf(giver, giving, asked, deps.now());
    await deps.memberInvitations.add(invitation);
    await sendMemberLink(deps, invitation);
    const { id: accountId, subject } = giver;
    const details = { by: 'account', ...(actor ? { actor } : {}), role: asked.role };
    await deps.audit.record({ act: 'member.invited', accountId, subject, visitor, details });
  });
}

/** For which organisation an invitation is given, and on what the membership will rest. */
type Giving = Pick<MemberInvitation, 'organisation' | 'source'>;

/** Of a company its representative gives it; of a person one whom the desk named for this public body. */
async function givingOf(
  deps: Deps,
  giver: Account,
  { actor, rut }: { readonly actor: string | undefined; readonly rut: Rut | undefined },
): Promise<Giving | undefined> {
  if (giver.profile === 'juridica')
    return actor === undefined
      ? undefined
      : {
          organisation: { rut: rutOf(giver), razonSocial: giver.personal.company?.razonSocial ?? '' },
          source: delegatedBy(actor),
        };
  const named = (await namedFor(deps, giver)).find(({ organisation }) => organisation.rut === rut);
  return named && { organisation: named.organisation, source: givenBy(giver.id) };
}

const invitationOf = (
  { id: giverId }: Account,
  giving: Giving,
  { email, role, months }: NewMember,
  now: Date,
): MemberInvitation => ({
  id: randomUUID(),
  giverId,
  ...giving,
  email,
  role,
  until: monthsAfter(now, months),
  state: 'enviada',
  sending: randomUUID(),
  sentAt: now,
  expiresAt: memberLinkEnd(now),
  resent: 0,
});
