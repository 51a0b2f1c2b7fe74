const TICK_MS = 10;

/**
 * Milliseconds that a call took, without those in which this process did not get to run: on a busy machine the wall
 * clock counts the work of others too.
 */
export async function runningMs(call: () => Promise<unknown>): Promise<number> {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, TICK_MS);
  try {
    await call();
  } finally {
    clearInterval(timer);
  }
  return ticks * TICK_MS;
}
