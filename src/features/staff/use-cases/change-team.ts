import { worksHere } from '../../../domain/acceptance.ts';
import { assertAuditorStays } from '../../../domain/last-auditor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StaffRole } from '../../../domain/staff.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { asShown, type ChangedBy, changed, type Shown, type TeamDeps, there } from './team-change.ts';

/** A one-use link that was made, and whose it is. */
export interface Invited {
  readonly member: StaffMember;
  readonly link: string;
}

/** Adds a member and makes the first link. Throws `staff-exists`. */
export const invite = (
  deps: TeamDeps,
  by: ChangedBy,
  given: Omit<StaffMember, 'id' | 'state' | 'acceptance' | 'version'>,
): Promise<Invited> =>
  changed(deps, by, 'invited', async (who) => {
    assertAdministers(who);
    const member = await deps.staff.add(given, by.member?.id);
    if (!member) throw new Refusal('staff-exists');
    const link = await linkFor(deps, by, member);
    return { member: there(await deps.staff.find(member.id)), link };
  });

/**
 * Makes a new link, which ends what was lost once it is used. Throws `staff-gone`, `staff-oneself`,
 * `staff-other-state`.
 */
export const makeLink = (deps: TeamDeps, by: ChangedBy, shown: Shown): Promise<Invited> =>
  changed(deps, by, 'link-made', async (who) => {
    assertAdministers(who);
    const member = await other(deps, by, shown);
    const link = await linkFor(deps, by, member);
    return { member: there(await deps.staff.find(member.id)), link };
  });

/** Suspends a member. Throws `staff-gone` and `staff-oneself`, so that a member who administers always stays. */
export const suspend = (deps: TeamDeps, by: ChangedBy, id: string): Promise<{ readonly member: StaffMember }> =>
  changed(deps, by, 'suspended', async (who) => {
    assertAdministers(who);
    await other(deps, by, { id });
    return { member: there(await deps.staff.suspend(id)) };
  });

/** Ends a suspension. Throws what `makeLink` throws. */
export const restore = (deps: TeamDeps, by: ChangedBy, shown: Shown): Promise<{ readonly member: StaffMember }> =>
  changed(deps, by, 'restored', async (who) => {
    assertAdministers(who);
    const { id } = await other(deps, by, shown);
    return { member: there(await deps.staff.restore(id, by.member?.id)) };
  });

/** Gives a member these roles. Throws what `makeLink` throws, and `staff-last-auditor`. */
export const setRoles = (
  deps: TeamDeps,
  by: ChangedBy,
  shown: Shown,
  roles: readonly StaffRole[],
): Promise<{ readonly member: StaffMember }> =>
  changed(deps, by, 'roles-set', async (who) => {
    assertAdministers(who);
    const { id, ...now } = await other(deps, by, shown);
    assertAuditorStays({ id, ...now }, roles, (await deps.staff.list()).members);
    return { member: there(await deps.staff.setRoles(id, roles, by.member?.id)) };
  });

/** An operator administers; throws `desk-not-yours` for a member who does not, or is not accepted. */
function assertAdministers(who: StaffMember | undefined): void {
  if (who && !(worksHere(who) && who.roles.includes('administrador'))) throw new Refusal('desk-not-yours');
}

async function other(deps: TeamDeps, by: ChangedBy, shown: Shown): Promise<StaffMember> {
  if (by.member?.id === shown.id) throw new Refusal('staff-oneself');
  return asShown(deps, shown);
}

const linkFor = async ({ issuer, staffLinks }: TeamDeps, by: ChangedBy, { id }: StaffMember): Promise<string> =>
  `${issuer}/mesa/inscripcion/${await staffLinks.make(id, by.member?.id)}`;
