import { Refusal } from '../../../domain/refusal.ts';
import { type ReservationStep, reservationAfter } from '../../../domain/reservation.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';

/**
 * Takes a step of the mark of an account, which the person reads in Actividad. Throws what `reservationAfter` throws, and
 * `sheet-over` where the account is gone.
 */
export async function stepReservation(
  deps: Pick<Deps, 'accounts' | 'atomically' | 'audit' | 'reservedAccounts'>,
  member: Pick<StaffMember, 'id' | 'roles' | 'office'>,
  { accountId, step }: { readonly accountId: string; readonly step: ReservationStep },
  visitor: Visitor,
): Promise<void> {
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(accountId);
    if (!account) throw new Refusal('sheet-over');
    await deps.reservedAccounts.change(accountId, (now) => reservationAfter(now, step, member));
    const details = { ...staffMark(member), step };
    await deps.audit.record({ act: 'desk.reserved', accountId, subject: account.subject, visitor, details });
  });
}
