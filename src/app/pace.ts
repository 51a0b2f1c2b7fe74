import { repeat, type Ticker } from './ticker.ts';

/** Milliseconds without a request, a notification or a row of the trail after which an instance is quiet. */
const QUIET_AFTER_MS = 60_000;

/** Whether anything is asked of this instance. Jobs that look for new work rest longer while nothing is. */
export interface Pace {
  isQuiet(): boolean;
  /** Something was asked: what rests for long is woken. */
  stir(): void;
  /** Calls `wake` when a quiet instance is asked for something. */
  onStir(wake: () => void): void;
}

/** A pace that has just been stirred; `clock` in milliseconds. */
export function openPace(clock: () => number = () => performance.now(), quietAfterMs = QUIET_AFTER_MS): Pace {
  let last = clock();
  const sleepers: (() => void)[] = [];
  const isQuiet = (): boolean => clock() - last >= quietAfterMs;
  return {
    isQuiet,
    stir() {
      const wasQuiet = isQuiet();
      last = clock();
      if (wasQuiet) for (const wake of sleepers) wake();
    },
    onStir: (wake) => void sleepers.push(wake),
  };
}

/** A ticker as `every`, which rests `quietMs` while the instance is quiet; what it is asked for ends that rest. */
export function byPace(
  pace: Pace,
  rests: { readonly ms: number; readonly quietMs: number },
  job: () => Promise<boolean>,
  failed: (error: unknown) => void,
): Ticker {
  const run = async (): Promise<number> => ((await job()) ? 0 : pace.isQuiet() ? rests.quietMs : rests.ms);
  const ticker = repeat({ run, failedMs: rests.ms, failed });
  pace.onStir(ticker.wake);
  return ticker;
}
