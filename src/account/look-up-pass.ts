import { Refusal } from '../domain/refusal.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';

/**
 * The right to ask the registries about one identifier behind right letters. It is written once the network's rate limit
 * has counted it, so that a form which comes back for other reasons counts once.
 */
export interface LookUpPass {
  paidFor?: string | undefined;
}

/** Counts a registration of the network before any registry is asked about `identifier`. Throws `too-many-tries`. */
export async function payForLookUp(
  { throttles }: Pick<World, 'throttles'>,
  { network }: Visitor,
  identifier: string,
  pass: LookUpPass,
): Promise<void> {
  if (pass.paidFor === identifier) return;
  const { allowed, until } = await throttles.take(budgets.registrationByNetwork, network);
  if (!allowed) throw new Refusal('too-many-tries', { until });
  pass.paidFor = identifier;
}
