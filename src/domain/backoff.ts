/** How a delivery that failed is retried. */
interface Backoff {
  /** The wait after each failure, in seconds; the last one repeats until the delivery is given up. */
  readonly seconds: readonly number[];
  /** The share of a wait that is random, so that instances that failed together do not retry together. */
  readonly spread: number;
  /** Milliseconds after its creation from which a delivery that fails is given up. */
  readonly giveUpMs: number;
}

/** A delivery, as far as its next try depends on it. */
interface Tried {
  /** The failed one included. */
  readonly attempts: number;
  readonly createdAt: Date;
}

const DAY_MS = 24 * 60 * 60_000;
const SECONDS = [2, 5, 10, 20, 40, 60, 120, 300, 600];

/** Messages to users by mail and SMS, and notices to clients (logouts and events). */
export const backoffs = {
  messages: { seconds: SECONDS, spread: 0.25, giveUpMs: DAY_MS },
  notices: { seconds: SECONDS, spread: 0, giveUpMs: DAY_MS },
} as const satisfies Readonly<Record<string, Backoff>>;

/** When a delivery that failed at `now` is tried again; undefined where it is given up. `chance` is from 0 to 1. */
export function nextTry(
  { seconds, spread, giveUpMs }: Backoff,
  { attempts, createdAt }: Tried,
  now: Date,
  chance: number,
): Date | undefined {
  if (now.getTime() - createdAt.getTime() > giveUpMs) return undefined;
  const wait = seconds[Math.min(attempts, seconds.length) - 1] ?? seconds[0] ?? 0;
  return new Date(now.getTime() + wait * (1 - spread + chance * spread) * 1000);
}
