import { openLoop } from './load/open-loop.ts';
import { type Measured, openLanes } from './measure.ts';
import type { Operation } from './operations/operation.ts';
import type { ArrivalsOf } from './report/report.ts';
import type { Row } from './report/row.ts';

/** Of the rate in the closed loop, at which arrivals are measured. */
const SHARE = 0.6;
/** Lanes of arrivals: so many runs may be under way. */
const MANY = 48;

/** Ours alone: arrivals measure what users wait, and the library alone keeps none of what they wait for. */
export async function arrivalsOf(
  operations: readonly Operation[],
  { side }: Measured,
  rows: readonly Row[],
  seconds: number,
  progress: (text: string) => void,
): Promise<readonly ArrivalsOf[]> {
  const found: ArrivalsOf[] = [];
  for (const operation of operations.filter(({ arrives }) => arrives)) {
    progress(`${operation.name}, arrivals`);
    const rate = rows.find(({ name }) => name === operation.name)?.ours.rate ?? Number.NaN;
    if (!(rate > 0)) continue;
    const lanes = await openLanes(operation, side, MANY);
    found.push({ name: operation.name, ...(await openLoop(lanes, rate * SHARE, seconds)) });
  }
  return found;
}
