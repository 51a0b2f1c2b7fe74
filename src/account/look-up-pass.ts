import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { consumeAll } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { CardVisitor } from './card-tries.ts';

/** How many look-ups of an identifier one count of the network's rate limit covers: a form comes back several times. */
const LOOK_UPS = 5;

/**
 * The right to ask the registries about one identifier behind a solved captcha. It is written once the network's rate
 * limit has counted it, so that a form which comes back for other reasons counts once for LOOK_UPS submissions.
 */
export interface LookUpPass {
  paidFor?: string | undefined;
  /** How often it was used since that count. */
  asked?: number | undefined;
}

/** The visitor whose registration is checked, and the pass (a solved captcha) for asking registries. */
export interface Examining {
  readonly visitor: CardVisitor;
  readonly pass?: LookUpPass | undefined;
}

/** Checks the limit of registrations from a network, before any registry is asked. Throws `too-many-tries`. */
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
