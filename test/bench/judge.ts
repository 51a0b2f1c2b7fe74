import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Checks } from '../helpers/proof/checks.ts';
import type { Row } from './report/row.ts';

/** What an operation may ask of the database, and how fast it was beside the library alone. */
export interface Recorded {
  readonly statements: number;
  readonly commits: number;
  /** By processor time, as `Row.cpuRatio`; none where the library alone does not do it. */
  readonly ratio?: number;
}

export type Records = Readonly<Record<string, Recorded>>;

/** What is recorded of a row. */
type Countable = Pick<Row, 'name' | 'statements' | 'commits'> & Partial<Pick<Row, 'cpuRatio'>>;

/** Of the recorded ratio, the least that passes. */
const LEAST = 0.7;

const file = fileURLToPath(new URL('recorded.json', import.meta.url));

export const readRecorded = (): Records => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Writes what these rows found. An operation that the run left out stays as it was, and so does a recorded ratio unless
 * `ratios` says that the machine was quiet.
 */
export function writeRecorded(before: Records, rows: readonly Countable[], ratios: boolean): void {
  const now = Object.fromEntries(rows.map((row) => [row.name, recordedOf(row, before[row.name], ratios)]));
  writeFileSync(file, `${JSON.stringify({ ...before, ...now }, null, 2)}\n`);
}

function recordedOf(
  { statements = 0, commits = 0, cpuRatio }: Countable,
  before: Recorded | undefined,
  fresh: boolean,
) {
  const ratio = fresh ? cpuRatio && Number(cpuRatio.toFixed(2)) : before?.ratio;
  return { statements, commits, ...(ratio === undefined ? {} : { ratio }) };
}

/** Checks errors, statements, commits and ratio of each row by what was recorded. */
export function judge(checks: Checks, rows: readonly Row[], recorded: Records): void {
  for (const row of rows) {
    const faults = faultsOf(row, recorded[row.name]);
    checks.check(`${row.name} is as recorded or better`, faults.length === 0, faults.join('; '));
  }
}

/** Checks statements and commits alone. */
export function judgeCounts(checks: Checks, counted: readonly Countable[], recorded: Records): void {
  for (const { name, statements = 0, commits = 0 } of counted) {
    const { statements: most = -1, commits: mostCommits = -1 } = recorded[name] ?? {};
    const found = `${statements} statements and ${commits} commits, recorded ${most} and ${mostCommits}`;
    checks.check(
      `${name} asks the database no more than recorded`,
      statements <= most && commits <= mostCommits,
      found,
    );
  }
}

/** Why a row is worse than what was recorded: a sentence for each reason. */
export function faultsOf({ ours, bare, statements, commits, cpuRatio }: Row, recorded?: Recorded): readonly string[] {
  if (!recorded) return ['nothing was recorded of it: run with --record'];
  const { statements: most, commits: mostCommits, ratio } = recorded;
  const failed = [ours, bare].find((side) => side && (side.errors > 0 || !(side.rate > 0)));
  return [
    failed && `${failed.errors} errors: ${failed.firstError}`,
    statements !== undefined && statements > most && `${statements} statements, recorded ${most}`,
    commits !== undefined && commits > mostCommits && `${commits} commits, recorded ${mostCommits}`,
    ratio !== undefined && !((cpuRatio ?? 0) >= LEAST * ratio) && `ratio ${cpuRatio?.toFixed(2)}, recorded ${ratio}`,
  ].filter((one) => typeof one === 'string');
}
