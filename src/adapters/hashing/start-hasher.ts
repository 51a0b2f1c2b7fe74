import { availableParallelism } from 'node:os';
import type { Hasher } from '../../ports/hasher.ts';
import type { Secrets } from '../secrets.ts';
import { chooseEngine } from './choose-engine.ts';
import type { Argon2Engine } from './engine.ts';
import { argon2Hasher, type HashCost } from './hasher.ts';

/** What hashes are made with where a test says so, and who hears with what they are made. */
export interface HasherStart {
  readonly hashCost?: HashCost | undefined;
  readonly hashEngine?: Argon2Engine | undefined;
  readonly log: Record<'info' | 'warn', (fields: object, message: string) => void>;
  /** Threads of libuv's pool, as they were set before Node started. */
  readonly threads?: number;
}

/** Threads of libuv's pool where UV_THREADPOOL_SIZE says nothing. */
const DEFAULT_THREADS = 4;

/**
 * The hasher of a server: chooses the engine, and says in the log which it is and why. Warns where hashes can fill the
 * pool of threads, for then names are looked up and files are read only after them.
 */
export async function startHasher(
  secrets: Secrets,
  { hashCost, hashEngine, log, threads = threadsOf(process.env.UV_THREADPOOL_SIZE) }: HasherStart,
): Promise<Hasher> {
  const asked = hashEngine && { engine: hashEngine, reason: 'asked for by a test' };
  const { engine, reason } = asked ?? (await chooseEngine());
  const atOnce = availableParallelism();
  log.info({ engine: engine.name, reason, atOnce, threads }, 'hashes of keys');
  if (threads <= atOnce)
    log.warn(
      { atOnce, threads, UV_THREADPOOL_SIZE: atOnce + DEFAULT_THREADS },
      'hashes can fill the pool of threads: set UV_THREADPOOL_SIZE before Node starts, as npm start and the image do',
    );
  return argon2Hasher(secrets, hashCost, engine);
}

const threadsOf = (setting: string | undefined): number => Number(setting ?? DEFAULT_THREADS) || DEFAULT_THREADS;
