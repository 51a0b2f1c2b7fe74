import { unavailable } from './errors.ts';

const PROBE_EVERY_MS = 400;

/**
 * A circuit breaker: requests do not wait one after another for a database that does not answer. When a request got no
 * answer, the probe is run: until its verdict the others wait, after a bad one they fail at once, and it runs every 400
 * ms until it is good.
 */
export interface Breaker {
  /** Undefined where it is closed; a promise of the verdict while the probe runs. Throws, or rejects with, Unavailable. */
  admit(): Promise<void> | undefined;
  /** Reports that a statement got no answer. */
  suspect(cause: unknown): void;
  /** Ends it for good: nothing is admitted any more. */
  shutDown(): void;
}

/** Opens a breaker; `probe` gives whether the database is usable, never rejects and ends by itself. */
export function openBreaker(probe: () => Promise<boolean>, everyMs = PROBE_EVERY_MS): Breaker {
  let failure: unknown;
  let verdict: Promise<boolean> | undefined;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  const probeAgain = (): void => {
    if (ended) return;
    timer = setTimeout(async () => {
      if (await probe()) failure = undefined;
      else probeAgain();
    }, everyMs);
    timer.unref();
  };
  const judge = async (cause: unknown): Promise<boolean> => {
    const good = await probe();
    verdict = undefined;
    if (good) return true;
    failure = cause;
    probeAgain();
    return false;
  };

  return {
    admit() {
      if (ended) throw unavailable(new Error('the database is closed'));
      if (failure) throw unavailable(failure);
      return verdict?.then((good) => {
        if (!good) throw unavailable(failure);
      });
    },
    suspect(cause) {
      if (!ended && !failure) verdict ??= judge(cause);
    },
    shutDown() {
      ended = true;
      clearTimeout(timer);
    },
  };
}
