import { closedLoop, type Round } from './load/closed-loop.ts';
import { LANES, type Lane } from './load/lane.ts';
import type { Meter } from './load/meter.ts';
import type { Operation } from './operations/operation.ts';
import type { Side } from './operations/side.ts';

/** A side that is measured. */
export interface Measured {
  readonly side: Side;
  readonly meter: Meter;
}

/** Rounds of one operation, of each side that does it. */
export interface Rounds {
  readonly operation: Operation;
  readonly ours: Round[];
  readonly bare: Round[];
}

interface How {
  readonly rounds: number;
  readonly seconds: number;
  /** Runs that are got ready at once for each lane. */
  readonly stock: number;
  /** Called before each round. */
  readonly progress: (text: string) => void;
}

/** Seconds for which the lanes run before a round is measured: a share of the round, or the least. */
const WARM = { share: 0.15, least: 0.3 };

/**
 * Measures one operation after another, both sides in turn and the other one first in every second round, so that what
 * else the machine does meets both.
 */
export async function measure(
  operations: readonly Operation[],
  sides: Readonly<Record<Side['name'], Measured>>,
  { rounds, seconds, stock, progress }: How,
): Promise<readonly Rounds[]> {
  const found: Rounds[] = [];
  for (const operation of operations) {
    const names = (['ours', 'bare'] as const).filter((name) => name === 'ours' || operation.bare);
    const lanes = new Map<Side['name'], readonly Lane[]>();
    for (const name of names) lanes.set(name, await openLanes(operation, sides[name].side));
    const both: Rounds = { operation, ours: [], bare: [] };
    for (let round = 0; round < rounds; round += 1)
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        progress(`${operation.name}, ${name}, round ${round + 1}`);
        const own = lanes.get(name) ?? [];
        await closedLoop(own, sides[name].meter, Math.max(WARM.least, seconds * WARM.share), Math.ceil(stock / 4));
        both[name].push(await closedLoop(own, sides[name].meter, seconds, stock));
      }
    found.push(both);
  }
  return found;
}

/** One after another: each may sign in. */
export async function openLanes(operation: Operation, side: Side, count = LANES): Promise<readonly Lane[]> {
  const lanes: Lane[] = [];
  while (lanes.length < count) lanes.push(await operation.open(side));
  return lanes;
}
