import { styleText } from 'node:util';

/** The results of a run: sentences that are true or not, and figures. */
export interface Checks {
  /** Reports whether the sentence is true; the detail is shown in any case. */
  check(sentence: string, holds: boolean, detail?: string): void;
  /** A figure, in its own unit. */
  measure(name: string, value: string | number): void;
  /** A heading over what follows. */
  chapter(title: string): void;
  /** The closing line "N passed, N failed", and the exit code that goes with it. */
  finish(): 0 | 1;
}

/** Prints as it goes, so that a run that hangs shows where. */
export function openChecks(): Checks {
  let passed = 0;
  let failed = 0;
  return {
    check(sentence, holds, detail = '') {
      if (holds) passed += 1;
      else failed += 1;
      const mark = holds ? styleText('green', '✔') : styleText('red', '✘');
      console.log(`  ${mark} ${sentence}${detail && `: ${detail}`}`);
    },
    measure: (name, value) => console.log(`    ${name.padEnd(52)} ${value}`),
    chapter: (title) => console.log(`\n${title}`),
    finish() {
      console.log(`\n${passed} passed, ${failed} failed`);
      return failed === 0 && passed > 0 ? 0 : 1;
    },
  };
}

/** The value below which the share `q` (0 to 1) of the values is. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** "p50 12.0, p95 30.1, max 40.0". */
export function spread(values: readonly number[]): string {
  const at = (q: number) => quantile(values, q).toFixed(1);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`;
}

/** How often each value occurs: "1: 200" when every code had one winner. */
export function histogram(values: readonly (number | string)[]): string {
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([value, count]) => `${value}: ${count}`)
    .join(', ');
}
