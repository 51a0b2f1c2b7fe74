/** How fast PostgreSQL answers, by the last few answers of the last half minute. */
export interface Latency {
  note(milliseconds: number): void;
  /** Whether the median answer took so long that a sign-in, with its thirty statements, does not end in time. */
  isSlow(): boolean;
}

const LAST = 15;
const AGE_MS = 30_000;
const SLOW_MS = 200;

/** One slow answer, or a few of one caller, are no evidence; more than half of all are. */
export function openLatency(now: () => number = () => performance.now()): Latency {
  const last: { readonly at: number; readonly slow: boolean }[] = [];
  let slow = 0;
  const drop = (): void => {
    if (last.shift()?.slow) slow -= 1;
  };
  return {
    note(milliseconds) {
      const isSlow = milliseconds >= SLOW_MS;
      last.push({ at: now(), slow: isSlow });
      if (isSlow) slow += 1;
      if (last.length > LAST) drop();
    },
    isSlow() {
      while (last[0] && now() - last[0].at > AGE_MS) drop();
      return slow > LAST / 2;
    },
  };
}
