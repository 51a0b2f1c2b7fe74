export interface Ticker {
  /** Lets the current run end, and starts no other. */
  stop(): Promise<void>;
}

/** A ticker that can be made to run before its rest is over. */
interface WakeableTicker extends Ticker {
  /** Ends the rest, or runs the job once more after the current run. */
  wake(): void;
}

interface Repeated {
  /** Runs the job, and returns the milliseconds to rest after it. */
  readonly run: () => Promise<number>;
  /** Milliseconds of rest after a run that failed. */
  readonly failedMs: number;
  readonly failed: (error: unknown) => void;
}

/** Runs a job again and again, never twice at once, with a rest after each run. */
export function repeat({ run, failedMs, failed }: Repeated): WakeableTicker {
  const rest = wakeableRest();
  let stopped = false;
  const runOnce = (): Promise<number> =>
    run().catch((error: unknown) => {
      failed(error);
      return failedMs;
    });
  const running = (async () => {
    while (!stopped) {
      const ms = await runOnce();
      if (!stopped && ms > 0) await rest.take(ms);
    }
  })();
  return {
    wake: rest.wake,
    stop() {
      stopped = true;
      rest.wake();
      return running;
    },
  };
}

/** Runs a job again and again, never twice at once: at once while it reports more, else after a rest. */
export function every(restMs: number, job: () => Promise<boolean>, failed: (error: unknown) => void): Ticker {
  return repeat({ run: async () => ((await job()) ? 0 : restMs), failedMs: restMs, failed });
}

/** A rest that can be ended from outside; a wake that comes between two rests ends the next one. */
function wakeableRest(): { take(ms: number): Promise<void>; wake(): void } {
  let woken = false;
  let end: (() => void) | undefined;
  return {
    wake() {
      woken = true;
      end?.();
    },
    async take(ms) {
      let timer: NodeJS.Timeout | undefined;
      if (!woken)
        await new Promise<void>((resolve) => {
          end = resolve;
          timer = setTimeout(resolve, ms);
        });
      clearTimeout(timer);
      woken = false;
      end = undefined;
    },
  };
}

/** Tries a job up to `times` times with a rest after each failure, which it reports. */
export async function untilDone(
  job: () => Promise<void>,
  times: number,
  restMs: number,
  failed: (error: unknown) => void,
): Promise<void> {
  for (let tries = 0; tries < times; tries += 1) {
    try {
      return await job();
    } catch (error) {
      failed(error);
      await new Promise((resolve) => setTimeout(resolve, restMs).unref());
    }
  }
}

/** Runs a job when asked; asked again meanwhile, it runs once more afterwards and not twice at once. */
export function oneAtATime(job: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  return function ask(): void {
    again = running;
    if (running) return;
    running = true;
    void job().finally(() => {
      running = false;
      if (again) ask();
    });
  };
}

/**
 * Returns a function that runs jobs of one kind one after another, each when the earlier ones have ended, well or not.
 */
export function inTurn(): (job: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (job) => {
    const run = last.then(job);
    last = run.catch(() => {});
    return run;
  };
}
