/**
 * `npm run size`: the cost of a request in the database that `npm run synth` filled, beside a small one (docs/size.md);
 * `-- reaper` measures the reaper alone, a number sets how many requests of each kind (60).
 */
import { type Checks, quantile } from '../helpers/proof/checks.ts';
import { type Closers, runBody } from '../helpers/proof/ground.ts';
import { type Sample, sample, type Try } from '../timing/compare.ts';
import { besideReaper } from './beside-reaper.ts';
import { openPlace, type Place } from './place.ts';
import { at, timesIn } from './statement-times.ts';
import { waysOf } from './ways.ts';

const MINUTES = 25;
/** Of the medians, full to empty. */
const MOST_RATIO = 1.3;
const MOST_MS = 20;

const [each = 60] = process.argv
  .slice(2)
  .map(Number)
  .filter((count) => count > 0);
await runBody((checks, _short, closers) => measure(checks, closers), MINUTES);

async function measure(checks: Checks, closers: Closers): Promise<void> {
  const place = await openPlace(closers);
  if (!process.argv.includes('reaper')) await compare(checks, place);
  await besideReaper(checks, place, 3);
}

async function compare(checks: Checks, place: Place): Promise<void> {
  const { full, empty } = place;
  checks.chapter(`${full.accounts} accounts beside ${empty.accounts}, ${each} requests of each kind, in random order`);
  const ways = { ...(await waysAt(place, full)), ...(await waysAt(place, empty)) };
  judge(checks, await sample(ways, each));
  judgeStatements(checks, place);
}

async function waysAt(place: Place, side: Place['full']): Promise<Record<string, Try>> {
  const ways = await waysOf(side.server, await place.people(side, Math.min(150, side.accounts / 3)));
  return Object.fromEntries(Object.entries(ways).map(([name, way]) => [`${side.name} ${name}`, way]));
}

function judge(checks: Checks, found: Readonly<Record<string, Sample>>): void {
  for (const [name, { times }] of Object.entries(found).filter(([name]) => name.startsWith('full '))) {
    const what = name.slice('full '.length);
    const [big, small] = [quantile(times, 0.5), quantile(found[`empty ${what}`]?.times ?? [], 0.5)];
    const ratio = big / small;
    checks.check(
      `${what}: at most ${MOST_RATIO} times`,
      ratio <= MOST_RATIO,
      `${ratio.toFixed(2)} (${big.toFixed(1)} and ${small.toFixed(1)} ms)`,
    );
  }
}

/** Other load on a machine delays any statement now and then: the median of its times is judged. */
function judgeStatements(checks: Checks, { full, empty, log }: Place): void {
  const lines = log();
  for (const { name, connection } of [full, empty]) {
    const timed = timesIn(lines, connection.database);
    const all = { text: '', ms: timed.flatMap(({ ms }) => ms).toSorted((one, other) => one - other) };
    const figures = [0.5, 0.99, 1].map((q) => at(all, q).toFixed(1)).join(', ');
    checks.measure(`${name}: ${all.ms.length} statements, p50, p99 and most, ms`, figures);
    for (const one of timed.slice(0, 5))
      checks.measure(`  ${one.ms.length} times, p50 ${at(one, 0.5).toFixed(1)} ms`, one.text.slice(0, 120));
  }
  const over = timesIn(lines, full.connection.database).filter((one) => at(one, 0.5) > MOST_MS);
  checks.check(
    `no statement takes more than ${MOST_MS} ms`,
    over.length === 0,
    over.map(({ text }) => text).join('; '),
  );
}
