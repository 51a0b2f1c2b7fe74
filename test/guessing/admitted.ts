import type { RateLimit } from '../../src/domain/throttle.ts';

/** One budget as PostgreSQL counts it: a window begins with its first try and ends by itself. */
interface Meter {
  readonly rateLimit: Pick<RateLimit, 'limit' | 'seconds'>;
  ends: number;
  used: number;
}

/**
 * Tries that an attacker without pauses gets within `seconds`, where each try counts on every one of these budgets. The
 * clock jumps to the end of the window that refuses, so that a year takes no time.
 */
export function admitted(seconds: number, budgets: readonly Pick<RateLimit, 'limit' | 'seconds'>[]): number {
  const meters: Meter[] = budgets.map((rateLimit) => ({ rateLimit, ends: 0, used: 0 }));
  let at = 0;
  let tries = 0;
  while (at < seconds) {
    const full = meters.filter((meter) => meter.ends > at && meter.used >= meter.rateLimit.limit);
    if (full.length > 0) {
      at = Math.max(...full.map(({ ends }) => ends));
      continue;
    }
    for (const meter of meters) take(meter, at);
    tries += 1;
  }
  return tries;
}

function take(meter: Meter, at: number): void {
  if (meter.ends <= at) {
    meter.ends = at + meter.rateLimit.seconds;
    meter.used = 0;
  }
  meter.used += 1;
}
