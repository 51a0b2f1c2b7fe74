import type { Day } from '../domain/working-days.ts';

/** What is counted of a client. */
export interface ClientCounts {
  readonly signIns: number;
  readonly refusals: number;
  /** Different people who signed in on that day. */
  readonly people: number;
}

/** The counts of one day in Santiago. */
export interface ClientDay extends ClientCounts {
  readonly day: Day;
}

/** Days that counts are kept. */
export const CLIENT_DAYS_KEPT = 60;

/** Counts of each client by day; who signed in is not in them. */
export interface ClientFigures {
  /** Counts in memory until the next `save`; it waits for nothing, and past its bounds loses and counts what it loses. */
  count(clientId: string, what: keyof ClientCounts): void;
  /** Days with a count, from `from` on, oldest first. */
  days(clientId: string, from: Day): Promise<readonly ClientDay[]>;
  /**
   * Adds what was counted to what is stored; where that fails it throws, and the counts wait for the next `save`. Gives
   * how many counts were lost before, because too many clients waited.
   */
  save(): Promise<number>;
  /** How many counts wait to be stored. */
  waiting(): number;
}
