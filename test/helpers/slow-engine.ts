import { setTimeout as sleep } from 'node:timers/promises';
import { chooseEngine } from '../../src/adapters/hashing/choose-engine.ts';
import type { Argon2Engine } from '../../src/adapters/hashing/engine.ts';
import { NO_ACCOUNT } from '../../src/domain/account.ts';
import { Secret } from '../../src/domain/key.ts';
import type { Deps } from '../../src/ports/deps.ts';
import type { HashLane } from '../../src/ports/hasher.ts';

/** An engine whose hashes take as long as a test says. */
export interface SlowEngine {
  readonly engine: Argon2Engine;
  /** From now on each hash takes this many milliseconds more; waits until the queue has measured it. */
  slow(deps: Deps, ms: number): Promise<void>;
  /** From now on no hash ends, until the returned function is called. */
  hold(): () => void;
}

/** The engine that this machine chooses, as fast as it is until a test slows it down. */
export async function slowEngine(): Promise<SlowEngine> {
  const { engine } = await chooseEngine();
  let more = 0;
  let held: Promise<void> | undefined;
  const digest: Argon2Engine['digest'] = async (text, work) => {
    await Promise.all([held, sleep(more)]);
    return engine.digest(text, work);
  };
  return {
    engine: { name: 'slow', digest },
    async slow(deps, ms) {
      more = ms;
      for (let hashes = 0; hashes < 16; hashes += 1) await nobodys(deps, 'known');
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
}

/** Puts a thousand hashes of unknown devices into the queue; those beyond its bound are refused. */
export const fillQueue = (deps: Deps): Promise<unknown> =>
  Promise.allSettled(Array.from({ length: 1000 }, () => nobodys(deps, 'stranger')));

const nobodys = ({ hasher }: Deps, lane: HashLane): Promise<boolean> =>
  hasher.matches(undefined, new Secret('whatever'), { purpose: 'key', id: NO_ACCOUNT }, lane);
