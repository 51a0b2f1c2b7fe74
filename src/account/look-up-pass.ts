import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { consumeAll } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { CardVisitor } from './card-tries.ts';

/** How often one count of the network's rate limit asks about an identifier: a form comes back some times, not for ever. */
export const LOOK_UPS = 5;

/**
 * The right to ask the registries about one identifier behind right letters. It is written once the network's rate limit
 * has counted it, so that a form which comes back for other reasons counts once for LOOK_UPS sendings.
 */
export interface LookUpPass {
  paidFor?: string | undefined;
  /** How often it was asked about since that count. */
  asked?: number | undefined;
}

/** Who asks for a registration to be judged, and whether registries may be asked: only with a pass (right letters). */
export interface Examining {
  readonly visitor: CardVisitor;
  readonly pass?: LookUpPass | undefined;
}

/** A network may begin so many registrations and no more; asked before any registry is. Throws `too-many-tries`. */
export async function assertNetworkMayRegister(
  { throttles }: Pick<Deps, 'throttles'>,
  { network }: Pick<Visitor, 'network'>,
): Promise<void> {
  const { spent } = await consumeAll(throttles, [
    { rateLimit: rateLimits.registrationByNetwork, by: [network] },
    { rateLimit: rateLimits.registrationByNetworkLonger, by: [network] },
  ]);
  if (spent) throw new Refusal('too-many-tries', { until: spent.until });
}

/** Counts a registration of the network before any registry is asked about `identifier`. Throws `too-many-tries`. */
export async function payForLookUp(
  deps: Pick<Deps, 'throttles'>,
  visitor: Visitor,
  identifier: string,
  pass: LookUpPass,
): Promise<void> {
  const asked = pass.paidFor === identifier ? (pass.asked ?? 1) : LOOK_UPS;
  if (asked >= LOOK_UPS) await assertNetworkMayRegister(deps, visitor);
  pass.paidFor = identifier;
  pass.asked = asked >= LOOK_UPS ? 1 : asked + 1;
}
