import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertStillActs } from '../../sign-in/use-cases/still-proved.ts';
import type { Losing } from './losing.ts';

/** Asks the SII again whether a representative still is one. Throws `not-representative` and its like, or Unavailable. */
export async function assertStillLosing(deps: Deps, { account, actor }: Losing, visitor: Visitor): Promise<void> {
  if (actor) await assertStillActs(deps, account, actor.subject, visitor);
}
