import { type Network, widerNetworks } from '../domain/network.ts';
import { type Budget, widerRoom } from '../domain/throttle.ts';
import type { Spent, Throttles } from '../ports/throttles.ts';

/** A budget by network with one of the networks that it is counted for. */
type Counted = readonly [budget: Budget, network: Network];

/** A budget for the visitor's network, and with wider room for the networks around it. */
export function around(budget: Budget, network: Network, bound: 'soft' | 'hard'): readonly Counted[] {
  const wider = widerNetworks(network).map((one): Counted => {
    const prefix = one.slice(one.indexOf('/')) as keyof typeof widerRoom;
    const limit = budget.limit * widerRoom[prefix][bound];
    return [{ ...budget, name: `${budget.name}${prefix}`, limit }, one];
  });
  return [[budget, network], ...wider];
}

/** Counts in each of them; `mark` sets a row apart that nobody looks at. */
export async function takeAll(throttles: Throttles, counted: readonly Counted[], mark = ''): Promise<readonly Spent[]> {
  const taken: Spent[] = [];
  for (const [budget, network] of counted) taken.push(await throttles.take(budget, `${mark}${network}`));
  return taken;
}

/** Takes one try back in each of them. */
export async function giveBackAll(throttles: Throttles, counted: readonly Counted[]): Promise<void> {
  for (const [budget, network] of counted) await throttles.giveBack(budget, network);
}

/** Looks at each of them without counting. */
export async function lookAll(throttles: Throttles, counted: readonly Counted[]): Promise<readonly Spent[]> {
  const seen: Spent[] = [];
  for (const [budget, network] of counted) seen.push(await throttles.look(budget, network));
  return seen;
}
