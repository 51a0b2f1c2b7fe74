import type { CaseStaff } from '../../src/domain/cases/may-decide.ts';
import { checkDigit, parseRun } from '../../src/domain/rut.ts';
import type { StaffRole } from '../../src/domain/staff.ts';

/** A member of the staff for the rules of cases: the `nth` person of the fictional ones. */
export function memberOf(nth: number, roles: readonly StaffRole[], change: Partial<CaseStaff> = {}): CaseStaff {
  const number = String(44_000_200 + nth);
  const run = parseRun(`${number}-${checkDigit(number)}`);
  return Object.assign({ id: `member-${nth}`, run, roles, office: 'nacional', state: 'activa' as const }, change);
}
