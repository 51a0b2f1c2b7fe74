/** Milliseconds that a try waits for the one before it; then it continues and is counted beside it. */
const LONGEST_WAIT_MS = 20_000;

/** How many may wait for one name; further ones continue at once and are counted beside them. */
const MOST_WAITING = 40;

/**
 * Turns by name: a caller waits until each caller before it has ended its turn, at most twenty seconds. Ending a turn
 * twice ends it once. For this process alone, so that no database lock is held meanwhile.
 */
export function localTurns(longestWaitMs = LONGEST_WAIT_MS) {
  const lines = new Map<string, { last: Promise<void>; waiting: number }>();

  return async (name: string): Promise<() => void> => {
    const line = lines.get(name) ?? { last: Promise.resolve(), waiting: 0 };
    if (line.waiting >= MOST_WAITING) return () => {};
    lines.set(name, line);
    const before = line.last;
    const { promise, resolve } = Promise.withResolvers<void>();
    line.last = promise;
    line.waiting += 1;
    let ended = false;
    const end = (): void => {
      if (ended) return;
      ended = true;
      line.waiting -= 1;
      if (line.waiting === 0) lines.delete(name);
      resolve();
    };
    await atMost(before, longestWaitMs);
    return end;
  };
}

async function atMost(waited: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([waited, late]);
  clearTimeout(timer);
}
