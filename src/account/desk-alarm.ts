import { worksHere } from '../domain/acceptance.ts';
import { fullName } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import type { DeskAlarmKind } from '../domain/oversight.ts';
import { staffMark } from '../domain/staff.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { StaffMember } from '../ports/staff.ts';

/** What an alarm is about. */
export interface DeskAlarmRaised {
  readonly kind: DeskAlarmKind;
  readonly member: Pick<StaffMember, 'id' | 'roles' | 'office' | 'name'>;
  readonly accountId?: string | undefined;
}

/** The dependencies of an alarm. */
export type AlarmDeps = Pick<
  Deps,
  'atomically' | 'audit' | 'deskAlarms' | 'issuer' | 'notifier' | 'now' | 'staff' | 'throttles'
>;

/**
 * Tells the auditores of a look-up: an alarm that waits for them, a row of the trail and a mail to each. The same of the
 * same member (and account) is told once in an hour; a sheet opened in an emergency is always told. Part of the
 * transaction of the look-up, where there is one.
 */
export async function raiseDeskAlarm(
  deps: AlarmDeps,
  { kind, member, accountId }: DeskAlarmRaised,
  visitor: Visitor | undefined,
): Promise<void> {
  if (kind !== 'emergency') {
    const { allowed } = await deps.throttles.consume(rateLimits.deskAlarms, kind, member.id, accountId ?? '');
    if (!allowed) return;
  }
  await deps.atomically(async () => {
    await deps.deskAlarms.add({ kind, staffId: member.id, accountId });
    const details = { ...staffMark(member), alarm: kind, ...(accountId ? { about: accountId } : {}) };
    await deps.audit.record({ act: 'desk.alarm', visitor, details });
    await tellAuditores(deps, kind, member);
  });
}

async function tellAuditores(deps: AlarmDeps, alarm: DeskAlarmKind, member: DeskAlarmRaised['member']): Promise<void> {
  const page = `${deps.issuer}/mesa/auditoria`;
  const notice = {
    kind: 'desk-alarm',
    alarm,
    at: instantOf(deps.now()),
    name: fullName(member.name),
    office: member.office,
    page,
  } as const;
  for (const { email } of await watchersOf(deps, member.id))
    await deps.notifier.send(notice, { channel: 'mail', to: email });
}

/**
 * Auditores who are not the member, also while they wait to be accepted or are suspended: one administrador alone, who can
 * make them wait, keeps no alarm from them. Where none of them works, those who administer too.
 */
export async function watchersOf({ staff }: Pick<Deps, 'staff'>, about?: string): Promise<readonly StaffMember[]> {
  const { members } = await staff.list();
  const others = members.filter(({ id }) => id !== about);
  const audits = ({ roles }: StaffMember): boolean => roles.includes('auditor');
  const isWatched = others.some((one) => audits(one) && worksHere(one));
  return others.filter((one) => audits(one) || (!isWatched && one.roles.includes('administrador')));
}
