import type { Deliveries, Pace } from '../../ports/service-state.ts';

/**
 * The state of the service is public, also for a user who has just typed another person's number into a form. Exact
 * figures would reveal whether that number got a message (floor 2), so these are rounded up, and few messages have no
 * median.
 */
const FEW = 10;
const MINUTES = [1, 2, 5, 10, 15, 30, 60];

/** The rounded state of a channel, which is public. */
export interface Coarse {
  readonly late: boolean;
  /** Half of the messages were sent in less than so many minutes; undefined where too few were sent to know. */
  readonly hourMinutes: number | undefined;
  readonly dayMinutes: number | undefined;
  readonly waitingBelow: number;
  readonly oldestMinutes: number;
}

/** Rounds what is known of a channel. */
export function coarse({ late, lastHour, lastDay, waiting, oldestSeconds }: Deliveries): Coarse {
  return {
    late,
    hourMinutes: paceOf(lastHour),
    dayMinutes: paceOf(lastDay),
    waitingBelow: 10 ** Math.max(1, Math.floor(Math.log10(Math.max(1, waiting))) + 1),
    oldestMinutes: minutesAbove(oldestSeconds),
  };
}

const paceOf = ({ sent, medianSeconds }: Pace): number | undefined =>
  sent < FEW || medianSeconds === undefined ? undefined : minutesAbove(medianSeconds);

const minutesAbove = (seconds: number): number =>
  MINUTES.find((minutes) => seconds < minutes * 60) ?? (Math.floor(seconds / 3600) + 1) * 60;
