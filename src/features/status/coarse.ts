import type { Deliveries, Pace } from '../../ports/service-state.ts';

/**
 * Anybody may read the state of the service, also who just typed somebody's number into a form. Exact figures would
 * tell them whether that number got a message (floor 2), so these are rounded up, and few messages have no median.
 */
const FEW = 10;
const MINUTES = [1, 2, 5, 10, 15, 30, 60];

/** The rounded state of a channel, as everybody may know it. */
export interface Coarse {
  readonly late: boolean;
  /** Half of the messages left in less than so many minutes; undefined where too few did to say so. */
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
