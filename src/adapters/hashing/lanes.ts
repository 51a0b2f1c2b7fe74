import type { HashLane } from '../../ports/hasher.ts';
import { Unavailable } from '../../ports/unavailable.ts';

/** Seconds after which a refused caller may try again. */
const RETRY_SECONDS = 5;
/** Milliseconds that a caller waits at most. */
const LONGEST_MS = 2_000;
/** Milliseconds that a job is assumed to take before the first one was measured. */
const GUESS_MS = 50;
/** How many of the last jobs the estimate uses. */
const REMEMBERED = 16;
/** In the order in which they are served. */
const ORDER: readonly HashLane[] = ['known', 'paid', 'stranger'];

interface Waiting {
  start(): void;
  refuse(): void;
}

/** How many jobs run at once; the rest is for tests. */
interface LaneOptions {
  readonly width: number;
  /** Milliseconds, of any clock that never goes back. */
  readonly now?: () => number;
}

/** Runs a job when it is its turn. */
export type InTurn = <T>(lane: HashLane, job: () => Promise<T>) => Promise<T>;

/**
 * Runs at most `width` jobs at once and serves the lanes in their order. A caller that would wait for more than two
 * seconds, by the duration of the last jobs and the number that are served before it, gets Unavailable('hasher') at
 * once. What waits in a later lane never fills an earlier one: the newest there makes room.
 */
export function hashLanes({ width, now = () => performance.now() }: LaneOptions): InTurn {
  const lanes: Readonly<Record<HashLane, Waiting[]>> = { known: [], paid: [], stranger: [] };
  const lastMs: number[] = [];
  let running = 0;
  let typicalMs = GUESS_MS;

  /** Milliseconds until a job begins that comes after all that wait in this lane and those before it. */
  const waitBehind = (lane: HashLane, more = 1): number => {
    const served = ORDER.slice(0, ORDER.indexOf(lane) + 1);
    const before = served.reduce((sum, each) => sum + lanes[each].length, 0);
    return ((before + more) * typicalMs) / width;
  };

  const makeRoomBehind = (lane: HashLane): void => {
    for (const later of ORDER.slice(ORDER.indexOf(lane) + 1).toReversed())
      while (lanes[later].length > 0 && waitBehind(later, 0) > LONGEST_MS) lanes[later].pop()?.refuse();
  };

  const turn = (lane: HashLane): Promise<void> => {
    if (waitBehind(lane) > LONGEST_MS) throw full();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    lanes[lane].push({ start: resolve, refuse: () => reject(full()) });
    makeRoomBehind(lane);
    return promise;
  };

  const end = (since: number): void => {
    lastMs.push(now() - since);
    if (lastMs.length > REMEMBERED) lastMs.shift();
    typicalMs = lowerQuartile(lastMs);
    const next = ORDER.map((lane) => lanes[lane])
      .find(({ length }) => length > 0)
      ?.shift();
    if (next) next.start();
    else running -= 1;
  };

  return async (lane, job) => {
    if (running >= width) await turn(lane);
    else running += 1;
    const since = now();
    try {
      return await job();
    } finally {
      end(since);
    }
  };
}

/**
 * What a job itself takes. The slower ones of the last few also include the wait for the event loop, which refusing
 * other jobs would not shorten.
 */
const lowerQuartile = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 4)] ?? GUESS_MS;

const full = (): Unavailable => new Unavailable('hasher', { retryAfter: RETRY_SECONDS });
