import { setTimeout as sleep } from 'node:timers/promises';
import { rosa } from '../helpers/client-app.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { companyFields } from './company.ts';
import type { Seen } from './visitors.ts';
import { registers } from './ways.ts';

const EVERY_MS = 300;
const AT_ONCE = 12;

/** Company registrations that arrive continuously at one app. */
export interface Traffic {
  resume(): void;
  pause(): void;
  /** Waits for those under way; returns the result of each. */
  stop(): Promise<readonly Seen[]>;
}

/**
 * One registration each 300 ms, regardless of how long the others take, twelve under way at most. Its card number is
 * wrong, so that an app whose registries answer hashes nothing either: the only difference left is the registry.
 */
export async function openTraffic(server: ServerProcess): Promise<Traffic> {
  const fields = { ...companyFields('54000001-8', rosa.rut), serie: '599999999' };
  const register = await registers('/registro/juridica', fields)(server);
  const seen: Seen[] = [];
  const under = new Set<Promise<unknown>>();
  let inTurn = false;
  const arrive = (): void => {
    if (!inTurn || under.size >= AT_ONCE) return;
    const one = register()
      .then((what) => void seen.push(what))
      .catch((error: Error) => void seen.push({ status: 0, says: error.message, ms: Number.NaN }))
      .finally(() => under.delete(one));
    under.add(one);
  };
  const timer = setInterval(arrive, EVERY_MS);
  return {
    resume: () => {
      inTurn = true;
    },
    pause: () => {
      inTurn = false;
    },
    async stop() {
      clearInterval(timer);
      while (under.size > 0) await Promise.race([...under, sleep(1000)]);
      return seen;
    },
  };
}
