import { type Checks, histogram, quantile } from '../helpers/proof/checks.ts';
import type { Answer } from '../helpers/server-process.ts';
import { auc } from './auc.ts';

const DROPPED = 10;
const TOLERANCE = 0.1;
const VISIBLE = 0.9;

/** One way to ask, created for each try: what is prepared before is not measured. */
export type Try = () => Promise<() => Promise<Answer>>;

export interface Sample {
  readonly times: readonly number[];
  /** Status and length of each answer, without its random parts. */
  readonly shapes: readonly string[];
}

/** Asks by each of the ways in random order, one request at a time; the first ten are not counted. */
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

/** Status, target with its token blanked, and length. */
export function shapeOf({ status, headers, body }: Answer): string {
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

/** The answers cannot be distinguished. */
export function checkShapes(checks: Checks, sentence: string, ...samples: readonly Sample[]): void {
  const all = samples.flatMap(({ shapes }) => shapes);
  const alike = new Set(all).size === 1;
  checks.check(sentence, alike, alike ? all[0] : histogram(all));
}

/** Two ways that the time must not distinguish. */
export interface Pair<Name extends string> {
  readonly title: string;
  readonly sentence: string;
  readonly names: readonly [Name, Name];
}

/** Checks the pair by its samples; a noisy minute may falsify the result: then once more, with twice as many tries. */
export async function checkBlind<Name extends string>(
  checks: Checks,
  { title, sentence, names: [one, other] }: Pair<Name>,
  ways: Readonly<Record<Name, Try>>,
  found: Readonly<Record<Name, Sample>>,
): Promise<void> {
  const again = async (): Promise<boolean> => {
    const twice = await sample<'one' | 'other'>({ one: ways[one], other: ways[other] }, found[one].times.length * 2);
    return isBlind(show(checks, `${title}, once more`, twice.one, twice.other));
  };
  checks.check(sentence, isBlind(show(checks, title, found[one], found[other])) || (await again()));
}

/** Checks that the measure would show an existing difference; the first way is the slower one. */
export function checkSees(checks: Checks, sentence: string, slow: Sample, fast: Sample): void {
  const area = show(checks, `control: ${sentence}`, slow, fast);
  checks.check(`the measure shows ${sentence}`, area > VISIBLE, area.toFixed(3));
}

/** Whether the time reveals nothing of use. */
const isBlind = (area: number): boolean => Math.abs(area - 0.5) <= TOLERANCE;
