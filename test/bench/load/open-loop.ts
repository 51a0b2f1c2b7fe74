import { setTimeout as sleep } from 'node:timers/promises';
import type { Lane } from './lane.ts';
import { type Latencies, latenciesOf } from './latencies.ts';

/** What arrivals at a fixed rate saw. */
export interface Arrivals extends Latencies {
  /** Arrivals a second. */
  readonly rate: number;
  readonly done: number;
  readonly errors: number;
}

/**
 * Runs begin at fixed times, whether earlier ones have ended or not, and each is measured from the time at which it
 * should have begun: a server that stalls cannot hide that by being asked less. A run waits for a free lane.
 */
export async function openLoop(lanes: readonly Lane[], rate: number, seconds: number): Promise<Arrivals> {
  const free = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  const ms: number[] = [];
  let errors = 0;
  const take = (): Promise<Lane> => {
    const lane = free.pop();
    return lane ? Promise.resolve(lane) : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (lane: Lane): void => {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  };
  const arrive = async (due: number): Promise<void> => {
    const lane = await take();
    await lane.run().then(
      () => ms.push(performance.now() - due),
      () => {
        errors += 1;
      },
    );
    giveBack(lane);
  };
  const begun = performance.now();
  const runs: Promise<void>[] = [];
  for (let n = 0; n < rate * seconds; n += 1) {
    const due = begun + (n * 1000) / rate;
    if (due > performance.now() + 1) await sleep(due - performance.now());
    runs.push(arrive(due));
  }
  await Promise.all(runs);
  return { rate, done: ms.length, errors, ...latenciesOf(ms) };
}
