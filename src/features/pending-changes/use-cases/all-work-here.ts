import { worksHere } from '../../../domain/acceptance.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Whether every member who is responsible for a decision still works here: a suspension, the end of their
 * acceptance, or the loss of every role meanwhile leaves it to others.
 */
export async function allWorkHere({ staff }: Pick<Deps, 'staff'>, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    const member = await staff.find(id);
    if (!member || !worksHere(member) || member.roles.length === 0) return false;
  }
  return true;
}
