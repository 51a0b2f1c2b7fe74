import { setTimeout as sleep } from 'node:timers/promises';
import { RegistryFailure } from './registry-failure.ts';

const RETRIES = 2;
const FIRST_PAUSE_MS = 100;

interface Attempts {
  /** Milliseconds that all tries and pauses may still take. */
  left(): number;
  /** Whether another try would be let through. */
  admits(): boolean;
  /** The try itself. */
  attempt(): Promise<unknown>;
}

/** Tries up to three times, where another try may help and there is time for it; pauses are short and random. */
export async function withRetries({ left, admits, attempt }: Attempts): Promise<unknown> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const pause = pauseBefore(retries);
      const worthwhile = error instanceof RegistryFailure && error.again && admits();
      if (!worthwhile || retries >= RETRIES || pause >= left()) throw error;
      await sleep(pause);
    }
  }
}

/** 50 to 100 ms, then 100 to 200: instances that failed together do not retry together. */
const pauseBefore = (retries: number): number => FIRST_PAUSE_MS * 2 ** retries * (0.5 + Math.random() / 2);
