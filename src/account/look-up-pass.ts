import { Refusal } from '../domain/refusal.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { consumeAll } from '../ports/consume-all.ts';
import type { World } from '../ports/world.ts';

/**
 * The right to ask the registries about one identifier behind right letters. It is written once the network's rate limit
 * has counted it, so that a form which comes back for other reasons counts once.
 */
export interface LookUpPass {
  paidFor?: string | undefined;
}

/** A network may begin so many registrations and no more; asked before any registry is. Throws `too-many-tries`. */
export async function assertNetworkMayRegister(
  { throttles }: Pick<World, 'throttles'>,
  { network }: Pick<Visitor, 'network'>,
): Promise<void> {
  const { spent } = await consumeAll(throttles, [
    { budget: budgets.registrationByNetwork, by: [network] },
    { budget: budgets.registrationByNetworkLonger, by: [network] },
  ]);
  if (spent) throw new Refusal('too-many-tries', { until: spent.until });
}

/** Counts a registration of the network before any registry is asked about `identifier`. Throws `too-many-tries`. */
export async function payForLookUp(
  world: Pick<World, 'throttles'>,
  visitor: Visitor,
  identifier: string,
  pass: LookUpPass,
): Promise<void> {
  if (pass.paidFor === identifier) return;
  await assertNetworkMayRegister(world, visitor);
  pass.paidFor = identifier;
}
