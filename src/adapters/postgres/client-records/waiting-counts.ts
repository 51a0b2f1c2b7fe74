import type { Day } from '../../../domain/working-days.ts';
import type { ClientCounts } from '../../../ports/client-figures.ts';

/** Clients and days whose counts wait to be stored. */
export const MOST_COUNTED = 5_000;

const none: ClientCounts = { signIns: 0, refusals: 0, people: 0 };

/** Counts by client and day, the pair as JSON. */
export type Counted = ReadonlyMap<string, ClientCounts>;

/** Counts that are about to be stored, and how many found no room before. */
interface TakenCounts {
  readonly counted: Counted;
  readonly lost: number;
}

/**
 * Counts that wait to be stored, of at most 5,000 clients and days. A count of another client or day is lost while there
 * is no room, and how many were lost is known.
 */
export function waitingCounts() {
  let counted = new Map<string, ClientCounts>();
  let lost = 0;
  const add = (key: string, more: ClientCounts): void => {
    const before = counted.get(key) ?? none;
    if (before === none && counted.size >= MOST_COUNTED) lost += more.signIns + more.refusals + more.people;
    else counted.set(key, sumOf(before, more));
  };
  /** What waited, and how many counts were lost since the last time; nothing waits any more. */
  const take = (): TakenCounts => {
    const taken = { counted, lost };
    counted = new Map();
    lost = 0;
    return taken;
  };
  return {
    count: (clientId: string, day: Day, what: keyof ClientCounts): void =>
      add(JSON.stringify([clientId, day]), { ...none, [what]: 1 }),
    take,
    /** Puts back what could not be stored, beside what was counted since. */
    putBack(before: TakenCounts): void {
      const since = take();
      counted = new Map(before.counted);
      lost = before.lost + since.lost;
      for (const [key, counts] of since.counted) add(key, counts);
    },
    /** How many counts wait. */
    waiting: (): number =>
      [...counted.values()].reduce((sum, { signIns, refusals, people }) => sum + signIns + refusals + people, 0),
  };
}

const sumOf = (one: ClientCounts, other: ClientCounts): ClientCounts => ({
  signIns: one.signIns + other.signIns,
  refusals: one.refusals + other.refusals,
  people: one.people + other.people,
});
