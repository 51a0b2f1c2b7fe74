import { tellMembership } from '../../../account/end-membership.ts';
import { isStanding } from '../../../account/invitations.ts';
import { sourceLost } from '../../../account/memberships.ts';
import type { Here } from '../../../account/who-is-in.ts';
import { instantOf } from '../../../domain/instant.ts';
import { mayBeMember, needsFactor } from '../../../domain/member-role.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Mandate } from '../../../ports/mandates.ts';
import type { MemberInvitation } from '../../../ports/member-invitations.ts';
import { openMemberInvitation } from './member-link.ts';

/**
 * A signed-in person accepts an invitation: the link is spent, once, and the membership begins until the date that the
 * invitation says. One of another role, of the same company, ends. Throws `membership-over` where the link leads nowhere
 * or company or representative lost their word, `membership-of-persons`, and `member-needs-factor`.
 */
export async function acceptMembership(deps: Deps, here: Here, token: string, visitor: Visitor): Promise<void> {
  if (!mayBeMember(here.account.profile)) throw new Refusal('membership-of-persons');
  const open = await openMemberInvitation(deps, token);
  if (!open || (await sourceLost(deps, open))) throw new Refusal('membership-over');
  await deps.atomically(async () => {
    const company = await deps.accounts.lock(open.companyId);
    const spent = company && isStanding(company) && (await deps.links.spend('member', token));
    // Its row is locked: one that is withdrawn or sent again at this moment is not accepted.
    const accepted = spent ? await deps.memberInvitations.change(open.id, { state: 'aceptada' }) : undefined;
    if (!company || accepted?.sending !== open.sending) throw new Refusal('membership-over');
    const mandate = await begin(deps, here.account.id, open);
    const entry = { act: 'member.begun', visitor, details: { by: 'account' } } as const;
    const until = instantOf(mandate.until);
    await tellMembership(deps, mandate, company, entry, (about) => ({ kind: 'member-joined', until, ...about }));
  });
}

async function begin(deps: Deps, accountId: string, open: MemberInvitation): Promise<Mandate> {
  const { organisation, role: scope, until, source } = open;
  const account = await deps.accounts.lock(accountId);
  if (account?.state !== 'activa' || account.contest) throw new Refusal('membership-over');
  const held = await deps.credentials.of({ accountId, actor: undefined });
  if (needsFactor(scope) && !held.some(isFactor)) throw new Refusal('member-needs-factor');
  for (const one of await deps.mandates.ofAccount(accountId, 'miembro'))
    if (one.organisation.rut === organisation.rut && !one.endedAt) await deps.mandates.end(one.id, 'cambio');
  return deps.mandates.grant({ accountId, organisation, scope, source, from: deps.now(), until });
}
