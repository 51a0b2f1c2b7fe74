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
