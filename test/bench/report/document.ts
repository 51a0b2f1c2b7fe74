import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chartOf } from './chart.ts';
import type { Report } from './report.ts';
import { arrivalsTable, hashTable, markdownOf, operationsTable, processTable } from './table.ts';

const docs = (name: string): string => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

const BEGIN = '<!-- npm run bench: begin -->';
const END = '<!-- npm run bench: end -->';

/** Writes the figures into `docs/performance.md`, and the whole report and its chart beside it. */
export function writeDocuments(report: Report): void {
  const file = docs('performance.md');
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), report));
  writeFileSync(docs('performance.json'), `${JSON.stringify(rounded(report), null, 2)}\n`);
  writeFileSync(docs('performance.svg'), chartOf(report.rows));
}

/** The document with the generated part replaced; throws where it has no place for one. */
export function withFigures(document: string, report: Report): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('docs/performance.md has no place for the figures');
  return `${before}${BEGIN}\n${figuresOf(report)}\n${END}${after}`;
}

function figuresOf(report: Report): string {
  const { at, commit, machine, versions, rounds, seconds, lanes, pinned, load } = report;
  const cores = pinned ? 'servers on one core, PostgreSQL and load on another' : 'nothing pinned: one core';
  return [
    `${at}, commit ${commit}. ${machine}; ${versions}. ${rounds} rounds of ${seconds} s, ${lanes} at a time; ${cores}; load of the machine ${load.join(' and ')}.`,
    '![Rate of each operation as a share of the rate of the library alone](performance.svg)',
    markdownOf(operationsTable(report)),
    markdownOf(hashTable(report)),
    markdownOf(processTable(report)),
    ...(report.arrivals.length > 0 ? [markdownOf(arrivalsTable(report))] : []),
    ...(report.burst ? [burstText(report.burst)] : []),
  ].join('\n\n');
}

/** A sentence about the sign-ins at once. */
export function burstText({
  count,
  signedIn,
  refused,
  others,
  login,
  ready,
  refresh,
}: NonNullable<Report['burst']>): string {
  const p99 = ({ p99: ms }: { readonly p99: number }): string => `${ms.toFixed(0)} ms`;
  return `${count} sign-ins at once: ${signedIn} in, ${refused} refused with Retry-After, ${others} other; p99 of those signed in ${p99(login)}, of \`/ready\` beside them ${p99(ready)}, of a refresh beside them ${p99(refresh)}.`;
}

/** Four digits that count: more would change in each run and say nothing. */
function rounded(report: Report): unknown {
  return JSON.parse(
    JSON.stringify(report, (_key, value: unknown) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
    ),
  );
}
