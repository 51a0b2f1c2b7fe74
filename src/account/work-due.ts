import type { Network } from '../domain/network.ts';
import { rateLimits, work } from '../domain/throttle.ts';
import { type Limit, peekEach } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { Spent } from '../ports/throttles.ts';
import { around, cardNetworks } from './network-room.ts';

/** Work that a stranger's next try costs, and when it costs none again. */
export interface WorkDue {
  readonly bits: number;
  readonly until: Date;
}

/** Returns the cost of a network's next try; undefined where it costs nothing. */
export type AsksWork = (deps: Pick<Deps, 'throttles'>, network: Network) => Promise<WorkDue | undefined>;

/**
 * The work that a sign-in from this network costs now: none up to the soft bound, then twice as much with each further
 * failure. Correct keys, however many, cost none.
 */
export const workDueAtLogin: AsksWork = async ({ throttles }, network) =>
  workDue(await peekEach(throttles, softBounds(network)));

/** The budgets of failures past which a sign-in costs work. */
export const softBounds = (network: Network): readonly Limit[] => around(rateLimits.loginFailures, network, 'soft');

/** The work that a card shown from this network costs a stranger now, whatever its RUN; doubles likewise (floor 8). */
export const workDueAtCards: AsksWork = async ({ throttles }, network) =>
  workDue(await peekEach(throttles, cardNetworks(network)));

/**
 * The work that a try costs which these budgets counted, or would count: the first one past a bound is one over. None
 * where no bound is passed.
 */
export function workDue(counted: readonly Spent[]): WorkDue | undefined {
  const spent = counted.filter(({ allowed }) => !allowed);
  if (spent.length === 0) return undefined;
  const doublings = Math.max(...spent.map(({ over }) => over)) - 1;
  const until = new Date(Math.max(...spent.map((one) => one.until.getTime())));
  return { bits: Math.min(work.mostBits, work.firstBits + doublings), until };
}
