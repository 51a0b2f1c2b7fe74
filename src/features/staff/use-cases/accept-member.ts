import { assertMayAccept, assertWaits, assertWatches, isWaiting, mayAccept } from '../../../domain/acceptance.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { assertShown, type ChangedBy, changed, type Shown, type TeamDeps, there } from './team-change.ts';

interface Reasoned extends Shown {
  readonly reason: string;
}

/**
 * A second person says that a member works here, with the access and the authenticators that they have now. An operator
 * does where no member may. Throws `staff-gone`, `staff-others-accept`, what `assertMayAccept` throws, and
 * `staff-other-state` for a page that showed another access.
 */
export const acceptMember = (
  deps: TeamDeps,
  by: ChangedBy,
  { reason, ...shown }: Reasoned,
): Promise<{ readonly member: StaffMember }> =>
  changed(deps, by, 'accepted', async (who) => {
    const one = there(await deps.staff.hold(shown.id));
    if (who) assertMayAccept(who, one);
    else await assertLeftToOperators(deps, one);
    assertShown(one, shown);
    return { member: there(await deps.staff.accept(one.id, { by: who?.id, name: by.name, reason })) };
  });

/**
 * Ends the acceptance of another member, at once. Throws `staff-gone`, `staff-oneself`, `desk-not-yours` and
 * `staff-other-state`.
 */
export const endAcceptance = (
  deps: TeamDeps,
  by: ChangedBy & { readonly member: StaffMember },
  { id, reason }: Reasoned,
): Promise<{ readonly member: StaffMember }> =>
  changed(deps, by, 'acceptance-ended', async (who) => {
    const one = there(await deps.staff.find(id));
    if (by.member.id === id) throw new Refusal('staff-oneself');
    assertWatches(there(who));
    if (isWaiting(one)) throw new Refusal('staff-other-state');
    return { member: there(await deps.staff.endAcceptance(id, { by: by.member.id, name: by.name, reason })) };
  });

/** The members who may accept one. */
export async function acceptersOf(
  { staff }: Pick<TeamDeps, 'staff'>,
  one: StaffMember,
): Promise<readonly StaffMember[]> {
  return (await staff.list()).members.filter((who) => mayAccept(who, one));
}

async function assertLeftToOperators(deps: TeamDeps, one: StaffMember): Promise<void> {
  assertWaits(one);
  if ((await acceptersOf(deps, one)).length > 0) throw new Refusal('staff-others-accept');
}
