import { tellMembership } from '../../../account/end-membership.ts';
import { isStanding } from '../../../account/invitations.ts';
import { openMemberInvitation } from '../../../account/member-link.ts';
import { sourceLost } from '../../../account/memberships.ts';
import { isFirstPerson } from '../../../account/public-bodies.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { Account } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { giverIn, isNamed, mayBeMember, needsFactor } from '../../../domain/member-role.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Mandate } from '../../../ports/mandates.ts';
import type { MemberInvitation } from '../../../ports/member-invitations.ts';

/**
 * A signed-in person accepts an invitation: the link is spent, once, and the membership begins until the date that the
 * invitation says. One of another role, of the same organisation, ends. Throws `membership-over` where the link leads nowhere
 * or who gave it lost their word, `membership-of-persons`, `membership-named` for who is the first person of the public
 * body, and `member-needs-factor`.
 */
export async function acceptMembership(deps: Deps, here: Here, token: string, visitor: Visitor): Promise<void> {
  if (!mayBeMember(here.account.profile)) throw new Refusal('membership-of-persons');
  const open = await openMemberInvitation(deps, token);
  if (!open || (await sourceLost(deps, open))) throw new Refusal('membership-over');
  await deps.atomically(async () => {
    const giver = await giverUnderLock(deps, open, token);
    // Its row is locked: one that is withdrawn or sent again at this moment is not accepted.
    const accepted = await deps.memberInvitations.change(open.id, { state: 'aceptada' });
    if (accepted?.sending !== open.sending) throw new Refusal('membership-over');
    const mandate = await begin(deps, here.account.id, open);
    const entry = { act: 'member.begun', visitor, details: { by: 'account' } } as const;
    const until = instantOf(mandate.until);
    await tellMembership(deps, mandate, giver, entry, (about) => ({ kind: 'member-joined', until, ...about }));
  });
}

/** The account that gives it, which stands, with its link spent; none where the desk gives it. */
async function giverUnderLock(deps: Deps, open: MemberInvitation, token: string): Promise<Account | undefined> {
  if (open.giverId === undefined) return undefined;
  const giver = await deps.accounts.lock(open.giverId);
  const { rut } = open.organisation;
  const isOver = !giver || !isStanding(giver) || (isGiven(open) && !(await isFirstPerson(deps, giver.id, rut)));
  if (isOver || !(await deps.links.spend('member', token))) throw new Refusal('membership-over');
  return giver;
}

const isGiven = ({ source }: MemberInvitation): boolean => giverIn(source) !== undefined;

async function begin(deps: Deps, accountId: string, open: MemberInvitation): Promise<Mandate> {
  const { organisation, role: scope, until, source } = open;
  const account = await deps.accounts.lock(accountId);
  if (account?.state !== 'activa' || account.contest) throw new Refusal('membership-over');
  const held = await deps.credentials.of({ accountId, actor: undefined });
  if (needsFactor(scope) && !held.some(isFactor)) throw new Refusal('member-needs-factor');
  for (const one of await deps.mandates.ofAccount(accountId, 'miembro')) {
    if (one.organisation.rut !== organisation.rut || one.endedAt) continue;
    // What rests on a first person would end with the access that the desk gave.
    if (isNamed(one.source) && !isNamed(source)) throw new Refusal('membership-named');
    await deps.mandates.end(one.id, 'cambio');
  }
  return deps.mandates.grant({ accountId, organisation, scope, source, from: deps.now(), until });
}
