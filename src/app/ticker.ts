export interface Ticker {
  /** Lets the run under way end, and starts no other. */
  stop(): Promise<void>;
}

/** Runs a job again and again, never twice at once: at once while it says there is more, else after a rest. */
export function every(restMs: number, job: () => Promise<boolean>, failed: (error: unknown) => void): Ticker {
  let stopped = false;
  let wake: () => void = () => {};
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, restMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!stopped) {
      const more = await job().catch((error: unknown) => {
        failed(error);
        return false;
      });
      if (!more && !stopped) await rest();
    }
  })();
  return {
    stop() {
      stopped = true;
      wake();
      return running;
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
 * Passes asks on: the first at once, all that come within `restMs` after it as one at its end. A flood of them is one in
 * each rest, and the last is never lost.
 */
export function atMostEvery(restMs: number, act: () => void): () => void {
  let resting = false;
  let asked = false;
  return function ask(): void {
    asked = resting;
    if (resting) return;
    resting = true;
    act();
    const timer = setTimeout(() => {
      resting = false;
      if (asked) ask();
    }, restMs);
    timer.unref();
  };
}

/** Gives a way to run jobs of one kind one after another, each when those asked for before it have ended, well or not. */
export function inTurn(): (job: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (job) => {
    const run = last.then(job);
    last = run.catch(() => {});
    return run;
  };
}
