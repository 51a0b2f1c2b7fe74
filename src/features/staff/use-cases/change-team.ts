import { fullName } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { StaffRole } from '../../../domain/staff.ts';
import type { AuditEntry, Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffChange, StaffMember } from '../../../ports/staff.ts';

/** The dependencies of a change of the team. */
export type TeamDeps = Pick<Deps, 'atomically' | 'audit' | 'issuer' | 'notifier' | 'now' | 'staff' | 'staffLinks'>;

/** Who changes it: a member who administers, or an operator of the command. */
export interface ChangedBy {
  readonly name: string;
  /** The member, whose own access they cannot change; undefined for an operator. */
  readonly member?: StaffMember | undefined;
  readonly visitor?: Visitor | undefined;
  readonly details: NonNullable<AuditEntry['details']>;
}

/** A one-use link that was made, and whose it is. */
export interface Invited {
  readonly member: StaffMember;
  readonly link: string;
}

/** Adds a member and makes the first link. Throws `staff-exists`. */
export const invite = (deps: TeamDeps, by: ChangedBy, given: Omit<StaffMember, 'id' | 'state'>): Promise<Invited> =>
  changed(deps, by, 'invited', async () => {
    const member = await deps.staff.add(given);
    if (!member) throw new Refusal('staff-exists');
    return { member, link: await linkFor(deps, member) };
  });

/** Makes a new link, which ends what was lost once it is used. Throws `staff-gone` and `staff-oneself`. */
export const makeLink = (deps: TeamDeps, by: ChangedBy, id: string): Promise<Invited> =>
  changed(deps, by, 'link-made', async () => {
    const member = await other(deps, by, id);
    return { member, link: await linkFor(deps, member) };
  });

/** Suspends a member. Throws `staff-gone` and `staff-oneself`, so that a member who administers always stays. */
export const suspend = (deps: TeamDeps, by: ChangedBy, id: string): Promise<{ readonly member: StaffMember }> =>
  changed(deps, by, 'suspended', async () => {
    await other(deps, by, id);
    return { member: there(await deps.staff.suspend(id)) };
  });

/** Ends a suspension. Throws `staff-gone` and `staff-oneself`. */
export const restore = (deps: TeamDeps, by: ChangedBy, id: string): Promise<{ readonly member: StaffMember }> =>
  changed(deps, by, 'restored', async () => {
    await other(deps, by, id);
    return { member: there(await deps.staff.restore(id)) };
  });

/** Gives a member these roles. Throws what `suspend` throws. */
export const setRoles = (
  deps: TeamDeps,
  by: ChangedBy,
  id: string,
  roles: readonly StaffRole[],
): Promise<{ readonly member: StaffMember }> =>
  changed(deps, by, 'roles-set', async () => {
    await other(deps, by, id);
    return { member: there(await deps.staff.setRoles(id, roles)) };
  });

/** One change after another: who lost the right meanwhile changes nothing any more; then trail and notices. */
async function changed<Result extends { readonly member: StaffMember }>(
  deps: TeamDeps,
  by: ChangedBy,
  change: StaffChange,
  act: () => Promise<Result>,
): Promise<Result> {
  return deps.atomically(async () => {
    await deps.staff.lock();
    await assertAdministers(deps, by);
    const result = await act();
    const { id, roles } = result.member;
    const details = { ...by.details, member: id, set: roles.join(' ') };
    await deps.audit.record({ act: `staff.${change}`, visitor: by.visitor, details });
    await tellOfChange(deps, by, change, result.member);
    return result;
  });
}

async function assertAdministers({ staff }: TeamDeps, { member }: ChangedBy): Promise<void> {
  if (member && !administers(await staff.find(member.id))) throw new Refusal('desk-not-yours');
}

const administers = (member: StaffMember | undefined): boolean =>
  member?.state === 'activa' && member.roles.includes('administrador');

async function other({ staff }: TeamDeps, by: ChangedBy, id: string): Promise<StaffMember> {
  if (by.member?.id === id) throw new Refusal('staff-oneself');
  return there(await staff.find(id));
}

function there(member: StaffMember | undefined): StaffMember {
  if (!member) throw new Refusal('staff-gone');
  return member;
}

const linkFor = async ({ issuer, staffLinks }: TeamDeps, { id }: StaffMember): Promise<string> =>
  `${issuer}/mesa/inscripcion/${await staffLinks.make(id)}`;

/** Tells every auditor who may enter, and the member. */
export async function tellOfChange(
  deps: TeamDeps,
  { name }: Pick<ChangedBy, 'name'>,
  change: StaffChange,
  member: StaffMember,
): Promise<void> {
  const { members } = await deps.staff.list();
  const auditors = members.filter((one) => one.id !== member.id && isAuditor(one));
  const at = instantOf(deps.now());
  const notice = { kind: 'staff-changed', at, change, member: fullName(member.name), doneBy: name } as const;
  for (const { email } of [...auditors, member]) await deps.notifier.send(notice, { channel: 'mail', to: email });
}

const isAuditor = ({ state, roles }: StaffMember): boolean => state === 'activa' && roles.includes('auditor');
