import { type Accepting, worksHere } from './acceptance.ts';
import { Refusal } from './refusal.ts';
import type { StaffRole } from './staff.ts';

/**
 * Some member always watches the others: the role `auditor` is taken from a member only while another one has it and
 * works here. Throws `staff-last-auditor`. A suspension takes no role: alarms are mailed to a suspended auditor too.
 */
export function assertAuditorStays(
  { id, roles: before }: Pick<Accepting, 'id' | 'roles'>,
  after: readonly StaffRole[],
  team: readonly Accepting[],
): void {
  if (!before.includes('auditor') || after.includes('auditor')) return;
  const audits = (one: Accepting) => one.id !== id && one.roles.includes('auditor') && worksHere(one);
  if (!team.some(audits)) throw new Refusal('staff-last-auditor');
}
