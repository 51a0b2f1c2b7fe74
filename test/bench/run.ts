/**
 * `npm run bench [-- --short | --count] [--only NAME] [--rounds N] [--seconds N] [--record] [--ratios]`: what each
 * operation costs, in one run beside the library alone and beside the bare hash (docs/performance.md).
 */

import type { Checks } from '../helpers/proof/checks.ts';
import { runBody } from '../helpers/proof/ground.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { readArguments } from './arguments.ts';
import { judge, judgeCounts, readRecorded, writeRecorded } from './judge.ts';
import { operations } from './operations/all.ts';
import { burstText, writeDocuments } from './report/document.ts';
import type { Report } from './report/report.ts';
import { arrivalsTable, hashTable, operationsTable, processTable, textOf } from './report/table.ts';
import { countOf, runOf } from './run-of.ts';

const MINUTES = { short: 8, whole: 60 };

const asked = readArguments(process.argv.slice(2));
await runBody(
  async (checks, _short, closers) => {
    const chosen = operations.filter(({ name }) => name.includes(asked.only ?? ''));
    if (chosen.length === 0) throw new Error(`no operation has this in its name: ${asked.only}`);
    const recorded = readRecorded();
    if (asked.count) {
      const counted = await countOf(chosen, closers);
      for (const { name, statements, commits } of counted) checks.measure(name, `${statements} and ${commits}`);
      if (asked.record) writeRecorded(recorded, counted, false);
      return judgeCounts(checks, counted, asked.record ? readRecorded() : recorded);
    }
    const report = await runOf(asked, chosen, closers);
    print(report);
    if (asked.record) writeRecorded(recorded, report.rows, asked.ratios);
    else judge(checks, report.rows, recorded);
    judgeBurst(checks, report);
    if (!asked.short && asked.only === undefined) writeDocuments(report);
  },
  // A machine that other work shares may be given more time (TEST_TIME_FACTOR).
  withinMs(asked.short ? MINUTES.short : MINUTES.whole),
);

function print(report: Report): void {
  const tables = [operationsTable, hashTable, processTable, ...(report.arrivals.length > 0 ? [arrivalsTable] : [])];
  console.log(`\n${tables.map((table) => textOf(table(report))).join('\n\n')}\n`);
  if (report.burst) console.log(`${burstText(report.burst)}\n`);
}

/** What is refused is told when to come again; nothing else goes wrong. */
function judgeBurst(checks: Checks, { burst, arrivals }: Report): void {
  if (burst) checks.check('every sign-in of many at once is answered, or refused with Retry-After', burst.others === 0);
  const wrong = arrivals.filter(({ errors }) => errors > 0);
  checks.check('arrivals at a fixed rate meet no error', wrong.length === 0, wrong.map(({ name }) => name).join(', '));
}
