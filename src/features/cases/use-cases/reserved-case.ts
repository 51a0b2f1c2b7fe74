import type { Account } from '../../../domain/account.ts';
import { SHEET_MINUTES } from '../../../domain/desk.ts';
import { isReserved } from '../../../domain/reservation.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';

type Needs = Pick<Deps, 'audit' | 'now' | 'staffAuthenticators'>;

/** Whether the account of a case is marked as in the public eye: then its sheet and its cases are closed. */
export const isReservedHolder = async (
  { reservedAccounts }: Pick<Deps, 'reservedAccounts'>,
  holder: Pick<Account, 'id'> | undefined,
): Promise<boolean> => holder !== undefined && isReserved(await reservedAccounts.find(holder.id));

/**
 * Whether a member may open a case of such an account now: a revisor who opened its sheet in an emergency, by an
 * authenticator once more, within the minutes that a sheet is open; the trail says so. Where members have no
 * authenticators, because they enter at the agency's own provider, a revisor may: some member must be able to decide.
 */
export async function isEmergency(
  deps: Needs,
  { id, roles }: Pick<StaffMember, 'id' | 'roles'>,
  holder: Pick<Account, 'id'> | undefined,
): Promise<boolean> {
  if (!roles.includes('revisor') || !holder) return false;
  if ((await deps.staffAuthenticators.of(id)).length === 0) return true;
  const since = new Date(deps.now().getTime() - SHEET_MINUTES * 60_000);
  const visits = (await deps.audit.actsSince(holder.id, ['desk.visit'], since)) ?? [];
  return visits.some(({ details }) => details.staff === id && details.emergency === true);
}
