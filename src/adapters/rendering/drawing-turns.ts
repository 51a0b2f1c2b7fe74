import { Unavailable } from '../../ports/unavailable.ts';

/** Seconds after which a refused caller may try again. */
const RETRY_SECONDS = 15;

const full = (): Unavailable => new Unavailable('renderer', { retryAfter: RETRY_SECONDS });

/**
 * Runs at most `width` jobs at once. At most `room` more wait, each at most `longestMs`; any further one gets
 * Unavailable('renderer') at once.
 */
export function drawingTurns({ width, room, longestMs }: { width: number; room: number; longestMs: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;

  const turn = async (): Promise<void> => {
    if (waiting.length >= room) throw full();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push(resolve);
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(resolve), 1);
      reject(full());
    }, longestMs);
    await promise.finally(() => clearTimeout(timer));
  };

  return async <T>(job: () => Promise<T>): Promise<T> => {
    if (running < width) running += 1;
    else await turn();
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
