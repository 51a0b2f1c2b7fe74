import { type Lane, STOCK } from './lane.ts';
import type { Meter, Used } from './meter.ts';

/** What a round of one operation took. */
export interface Round {
  readonly done: number;
  readonly errors: number;
  /** The first error, in its words. */
  readonly firstError: string | undefined;
  /** Milliseconds of the clock that were measured. */
  readonly tookMs: number;
  /** Milliseconds of processor time meanwhile. */
  readonly used: Used;
  /** Milliseconds of each run that succeeded. */
  readonly ms: readonly number[];
}

interface Running {
  done: number;
  errors: number;
  firstError: string | undefined;
  readonly ms: number[];
}

/** More errors than these end a round: what comes after them would measure refusals. */
const MOST_ERRORS = 20;

/**
 * Every lane begins its next run when its last one has ended, for so many measured seconds. What runs consume is got
 * ready between bursts, whose times and costs alone are added up.
 */
export async function closedLoop(lanes: readonly Lane[], meter: Meter, seconds: number, stock = STOCK): Promise<Round> {
  const round: Running = { done: 0, errors: 0, firstError: undefined, ms: [] };
  let tookMs = 0;
  let used: Used = { server: 0, postgres: 0 };
  const consumes = lanes.some((lane) => lane.stock !== undefined);
  const limit = performance.now() + Math.max(4, seconds * 6) * 1000;
  while (tookMs < seconds * 1000 && round.errors < MOST_ERRORS && performance.now() < limit) {
    await Promise.all(lanes.map((lane) => lane.stock?.(stock)));
    const before = meter.read();
    const begun = performance.now();
    const end = begun + seconds * 1000 - tookMs;
    await Promise.all(lanes.map((lane) => repeat(lane, round, end, consumes ? stock : Number.POSITIVE_INFINITY)));
    tookMs += performance.now() - begun;
    used = meter.since(before, used);
  }
  return { ...round, tookMs, used };
}

async function repeat(lane: Lane, round: Running, end: number, most: number): Promise<void> {
  for (let done = 0; done < most && performance.now() < end && round.errors < MOST_ERRORS; done += 1) {
    const begun = performance.now();
    try {
      await lane.run();
      round.ms.push(performance.now() - begun);
      round.done += 1;
    } catch (error) {
      round.errors += 1;
      round.firstError ??= String(error);
    }
  }
}
