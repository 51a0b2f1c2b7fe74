import { drawingTurns } from '../rendering/drawing-turns.ts';

/** Files of one owner that wait for the one that is received. */
const WAITING = { width: 1, room: 4, longestMs: 10_000 };

interface Owner {
  readonly inTurn: ReturnType<typeof drawingTurns>;
  jobs: number;
}

/**
 * Runs one job of each owner at a time, so that few owners never have the turns of all; at most four more of an owner
 * wait, and any further one gets Unavailable('renderer').
 */
export function ownerTurns() {
  const owners = new Map<string, Owner>();
  return async <T>(name: string, job: () => Promise<T>): Promise<T> => {
    const owner = owners.get(name) ?? { inTurn: drawingTurns(WAITING), jobs: 0 };
    owners.set(name, owner);
    owner.jobs += 1;
    try {
      return await owner.inTurn(job);
    } finally {
      owner.jobs -= 1;
      if (owner.jobs === 0) owners.delete(name);
    }
  };
}
