import { Refusal } from '../../../domain/refusal.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';

/**
 * An auditor marks an alarm as seen, with a note. Throws `alarm-own` for one about themselves, and `alarm-over` where it
 * was marked before.
 */
export async function markAlarm(
  deps: Pick<Deps, 'atomically' | 'audit' | 'deskAlarms'>,
  member: Pick<StaffMember, 'id' | 'roles' | 'office'>,
  { id, note }: { readonly id: string; readonly note: string },
  visitor: Visitor,
): Promise<void> {
  await deps.atomically(async () => {
    const alarm = await deps.deskAlarms.find(id);
    if (alarm?.staffId === member.id) throw new Refusal('alarm-own');
    if (!alarm || !(await deps.deskAlarms.markSeen(id, member.id, note))) throw new Refusal('alarm-over');
    const details = { ...staffMark(member), alarm: alarm.kind, about: alarm.staffId };
    await deps.audit.record({ act: 'desk.alarm-seen', visitor, details });
  });
}
