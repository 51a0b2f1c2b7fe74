import type { Network } from '../domain/network.ts';
import { budgets, work } from '../domain/throttle.ts';
import type { World } from '../ports/world.ts';
import { around, lookAll } from './network-room.ts';

/** Work that a stranger's next try costs, and when it costs none again. */
export interface WorkDue {
  readonly bits: number;
  readonly until: Date;
}

/**
 * The work that a sign-in from this network costs now: none up to the soft bound, then twice as much with each further
 * failure. Right keys, however many, cost none.
 */
export async function workDueAtLogin(
  { throttles }: Pick<World, 'throttles'>,
  network: Network,
): Promise<WorkDue | undefined> {
  const seen = await lookAll(throttles, around(budgets.loginFailures, network, 'soft'));
  const spent = seen.filter(({ allowed }) => !allowed);
  if (spent.length === 0) return undefined;
  // A look counts as a try: the first one past the bound is one over.
  const doublings = Math.max(...spent.map(({ over }) => over)) - 1;
  const until = new Date(Math.max(...spent.map((one) => one.until.getTime())));
  return { bits: Math.min(work.mostBits, work.firstBits + doublings), until };
}
