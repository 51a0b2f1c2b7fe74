import type { HashLane } from '../ports/hasher.ts';
import { Unavailable } from '../ports/unavailable.ts';

/** Seconds after which a try that found its lane full makes sense again. */
const RETRY_SECONDS = 5;

/**
 * Runs at most `width` jobs at once. In each lane `length` may wait, the next one throws Unavailable('hasher') at once. The
 * lane of those who are known is always served first, and no lane is full because another one is.
 */
export function hashLanes(width: number, length: number) {
  let running = 0;
  // In the order in which they are served.
  const lanes: Readonly<Record<HashLane, (() => void)[]>> = { known: [], paid: [], stranger: [] };
  return async <T>(lane: HashLane, job: () => Promise<T>): Promise<T> => {
    if (running >= width) {
      if (lanes[lane].length >= length) throw new Unavailable('hasher', { retryAfter: RETRY_SECONDS });
      await new Promise<void>((resolve) => lanes[lane].push(resolve));
    } else {
      running += 1;
    }
    try {
      return await job();
    } finally {
      const next = Object.values(lanes)
        .find(({ length: waiting }) => waiting > 0)
        ?.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
