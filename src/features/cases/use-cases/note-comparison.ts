import { holderOf } from '../../../account/registered-already.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import type { CounterTyped } from './attest-at-counter.ts';

interface Compared {
  readonly act: 'cedula.checked' | 'document.compared';
  /** What the comparison said, as a code. */
  readonly verdict: string;
}

/**
 * Leaves a line of a comparison at the counter, whatever it said: its holder reads it in Actividad, but that of a
 * protection.
 */
export async function noteComparison(
  deps: Deps,
  { member, visitor }: { readonly member: StaffMember; readonly visitor: Visitor },
  typed: CounterTyped,
  { act, verdict }: Compared,
): Promise<void> {
  const whose = typed.kind === 'proteccion' ? undefined : await holderOf(deps, typed);
  const details = { ...staffMark(member), verdict };
  await deps.audit.record({ act, accountId: whose?.id, subject: whose?.subject, visitor, details });
}
