import test from 'ava';
import { chartOf } from './report/chart.ts';
import { withFigures } from './report/document.ts';
import type { Report } from './report/report.ts';
import { rowOf } from './report/row.ts';
import { markdownOf } from './report/table.ts';

const round = (done: number) => ({
  done,
  errors: 0,
  firstError: undefined,
  tookMs: 1000,
  used: { server: 800, postgres: 200 },
  ms: [1, 2, 3],
});

const operation = { name: 'a <b>', bare: true, arrives: false, open: () => Promise.reject(new Error('not opened')) };
const rows = [
  rowOf({ operation, ours: [10, 40, 20].map(round), bare: [round(80)] }, { statements: 4, commits: 1 }),
  rowOf({ operation: { ...operation, name: 'ours alone' }, ours: [round(10)], bare: [] }, undefined),
];

test('a row has the medians of its rounds and both ratios', (t) => {
  t.like(rows[0], { statements: 4, commits: 1, ratio: 0.25, cpuRatio: 0.25 });
  t.like(rows[0]?.ours, { rate: 20, serverMs: 40, postgresMs: 10, p50: 2 });
  t.is(rows[1]?.ratio, undefined);
});

test('the chart has a bar for each operation that both sides do, and its text is escaped', (t) => {
  const svg = chartOf(rows);
  t.is(svg.match(/class="ours"/g)?.length, 1);
  t.true(svg.includes('a &#60;b&#62;') && svg.includes('0.25 (20 of 80)'));
  t.true(svg.includes('prefers-color-scheme: dark'));
});

test('the figures replace what stands between the marks, and nothing else', (t) => {
  const report = { rows, hashes: [], arrivals: [], load: [0, 0], ours: memory(), bare: memory() } as unknown as Report;
  const [begin, end] = ['<!-- npm run bench: begin -->', '<!-- npm run bench: end -->'];
  const text = withFigures(`before\n${begin}\nold\n${end}\nafter`, report);
  t.true(text.startsWith(`before\n${begin}\n`) && text.endsWith(`\n${end}\nafter`));
  t.false(text.includes('old'));
  t.throws(() => withFigures('no place', report));
});

test('a table in Markdown has its numbers to the right', (t) => {
  t.is(
    markdownOf([
      ['a', 'b'],
      ['c', '1'],
    ]),
    '| a | b |\n| --- | --: |\n| c | 1 |',
  );
});

const memory = () => ({ readyMs: 1, idleMib: 1, afterMib: 1 });
