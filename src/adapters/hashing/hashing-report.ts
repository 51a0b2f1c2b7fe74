import { availableParallelism } from 'node:os';
import { type ChosenEngine, chooseEngine } from './choose-engine.ts';
import type { Argon2Engine } from './engine.ts';

/** With what this process hashes, for the log of its start. */
export interface Hashing extends ChosenEngine {
  /** Hashes at once. */
  readonly atOnce: number;
  /** Threads of libuv's pool, as they were set before Node started. */
  readonly threads: number;
}

/** Threads of libuv's pool where UV_THREADPOOL_SIZE is not set. */
const DEFAULT_THREADS = 4;

/** Chooses the engine; only tests ask for one. Throws where none works here. */
export async function chooseHashing(asked?: Argon2Engine): Promise<Hashing> {
  const chosen = asked ? { engine: asked, reason: 'asked for by a test' } : await chooseEngine();
  return { ...chosen, atOnce: availableParallelism(), threads: threadsOf(process.env.UV_THREADPOOL_SIZE) };
}

/**
 * Logs which engine hashes and why. Warns where hashes can fill the pool of threads, because look-ups of names and
 * reads of files then wait behind them.
 */
export function sayHashing(
  log: Record<'info' | 'warn', (fields: object, message: string) => void>,
  { engine, reason, atOnce, threads }: Hashing,
): void {
  log.info({ engine: engine.name, reason, atOnce, threads }, 'hashes of keys');
  if (threads <= atOnce)
    log.warn(
      { atOnce, threads, UV_THREADPOOL_SIZE: atOnce + DEFAULT_THREADS },
      'hashes can fill the pool of threads: set UV_THREADPOOL_SIZE before Node starts, as npm start and the image do',
    );
}

const threadsOf = (setting: string | undefined): number => Number(setting ?? DEFAULT_THREADS) || DEFAULT_THREADS;
