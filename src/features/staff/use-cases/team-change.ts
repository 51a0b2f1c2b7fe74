import { watchersOf } from '../../../account/desk-alarm.ts';
import { isWaiting } from '../../../domain/acceptance.ts';
import { fullName } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { AuditEntry, Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffChange, StaffMember } from '../../../ports/staff.ts';

/** The dependencies of a change of the team. */
export type TeamDeps = Pick<Deps, 'atomically' | 'audit' | 'issuer' | 'notifier' | 'now' | 'staff' | 'staffLinks'>;

/** Who changes it: a member, or an operator of the command. */
export interface ChangedBy {
  readonly name: string;
  /** The member, whose own access they cannot change; undefined for an operator. */
  readonly member?: StaffMember | undefined;
  readonly visitor?: Visitor | undefined;
  readonly details: NonNullable<AuditEntry['details']>;
}

/** What a change leaves, and what it was about. */
interface Changed {
  readonly member: StaffMember;
}

/**
 * One change after another: the member who acts is read anew, so that one who lost the right meanwhile changes nothing any
 * more (`act` throws); then trail and notices.
 */
export async function changed<Result extends Changed>(
  deps: TeamDeps,
  by: ChangedBy,
  change: StaffChange,
  act: (who: StaffMember | undefined) => Promise<Result>,
): Promise<Result> {
  return deps.atomically(async () => {
    await deps.staff.lock();
    const result = await act(by.member && there(await deps.staff.find(by.member.id)));
    const { id, roles } = result.member;
    const details = { ...by.details, member: id, set: roles.join(' ') };
    await deps.audit.record({ act: `staff.${change}`, visitor: by.visitor, details });
    await tellOfChange(deps, by, change, result.member);
    return result;
  });
}

/** A member as a page showed them; an operator, who has no page, gives no version. */
export interface Shown {
  readonly id: string;
  readonly version?: number | undefined;
}

/**
 * The member that was shown, held for this transaction: what is given or accepted is what was read. Throws
 * `staff-gone`, and `staff-other-state` where anything of them changed since.
 */
export async function asShown({ staff }: Pick<TeamDeps, 'staff'>, shown: Shown): Promise<StaffMember> {
  const member = there(await staff.hold(shown.id));
  assertShown(member, shown);
  return member;
}

/** Throws `staff-other-state` for a member of whom anything changed since they were shown. */
export function assertShown(member: StaffMember, { version }: Shown): void {
  if (version !== undefined && version !== member.version) throw new Refusal('staff-other-state');
}

/** A member who was asked for; throws `staff-gone`. */
export function there(member: StaffMember | undefined): StaffMember {
  if (!member) throw new Refusal('staff-gone');
  return member;
}

/** Tells who watches, and the member. */
export async function tellOfChange(
  deps: Pick<TeamDeps, 'notifier' | 'now' | 'staff'>,
  { name, member: by }: Pick<ChangedBy, 'name' | 'member'>,
  change: StaffChange,
  member: StaffMember,
): Promise<void> {
  const at = instantOf(deps.now());
  const [waits, whose] = [isWaiting(member), fullName(member.name)];
  const notice = { kind: 'staff-changed', at, change, member: whose, doneBy: name, waits } as const;
  const watchers = change === 'accepted' && !by ? await everyWatcher(deps, member) : await watchersOf(deps, member.id);
  for (const { email } of [...watchers, member]) await deps.notifier.send(notice, { channel: 'mail', to: email });
}

/**
 * Who audits or administers, suspended or not: an operator accepts where no other member may, and one administrador may
 * have suspended those who could.
 */
async function everyWatcher({ staff }: Pick<TeamDeps, 'staff'>, { id }: StaffMember): Promise<readonly StaffMember[]> {
  const { members } = await staff.list();
  return members.filter(
    (one) => one.id !== id && (one.roles.includes('auditor') || one.roles.includes('administrador')),
  );
}
