import { type Checks, histogram, quantile } from '../helpers/proof/checks.ts';
import type { Answer } from '../helpers/server-process.ts';
import { auc } from './auc.ts';

const DROPPED = 10;
const TOLERANCE = 0.1;

/** One way to ask, made anew for each try: what is prepared before is not measured. */
export type Try = () => Promise<() => Promise<Answer>>;

export interface Sample {
  readonly times: readonly number[];
  /** Status and length of each answer, without what differs by chance. */
  readonly shapes: readonly string[];
}

/** Asks by each of the ways in random order, one request at a time; the first ten of all do not count. */
export async function sample<Name extends string>(ways: Readonly<Record<Name, Try>>, each: number) {
  const names = Object.keys(ways) as Name[];
  const order = shuffled(names.flatMap((name) => Array.from({ length: each }, () => name)));
  const warmUp = Array.from({ length: DROPPED }, (_, place) => names[place % names.length] as Name);
  const found = Object.fromEntries(names.map((name) => [name, { times: [] as number[], shapes: [] as string[] }]));
  for (const [place, name] of [...warmUp, ...order].entries()) {
    const answer = await (await ways[name]())();
    if (place < DROPPED) continue;
    found[name]?.times.push(answer.ms);
    found[name]?.shapes.push(shapeOf(answer));
  }
  return found as unknown as Record<Name, Sample>;
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** Status, where it leads with its token blanked, and length. */
function shapeOf({ status, headers, body }: Answer): string {
  const location = String(headers.location ?? '-').replace(/[\w-]{20,}/g, ({ length }) => `(${length} characters)`);
  return `status ${status}, location ${location}, length ${body.length}`;
}

/** "one 31.2 ms, other 31.4 ms, AUC 0.51". */
export function show(checks: Checks, title: string, one: Sample, other: Sample): number {
  const area = auc(one.times, other.times);
  const median = (times: readonly number[]) => `${quantile(times, 0.5).toFixed(1)} ms`;
  checks.measure(title, `medians ${median(one.times)} and ${median(other.times)}, AUC ${area.toFixed(3)}`);
  return area;
}

/** Nobody can tell the two apart by what is answered. */
export function checkShapes(checks: Checks, sentence: string, one: Sample, other: Sample): void {
  const shapes = new Set([...one.shapes, ...other.shapes]);
  checks.check(
    sentence,
    shapes.size === 1,
    shapes.size === 1 ? [...shapes][0] : histogram([...one.shapes, ...other.shapes]),
  );
}

/** Whether the clock tells nothing of use. */
export const isBlind = (area: number): boolean => Math.abs(area - 0.5) <= TOLERANCE;
