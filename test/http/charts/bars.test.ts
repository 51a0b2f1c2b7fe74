import test from 'ava';
import { barChart } from '../../../src/http/charts/bars.ts';

const chartOf = (...values: number[]) => barChart(values.map((value, place) => ({ label: String(place), value })));

test('bars are as high as their share of the highest line, and none leaves the chart', (t) => {
  const { bars, lines, height, width } = chartOf(0, 50, 100);
  t.deepEqual(
    bars.map((bar) => bar.height),
    [0, 80, 160],
  );
  t.true(bars.every((bar) => bar.x >= 0 && bar.x + bar.width <= width && bar.y + bar.height === height));
  t.deepEqual(
    lines.map(({ value, y }) => [value, y]),
    [
      [0, 160],
      [50, 80],
      [100, 0],
    ],
  );
});

test('every value is at or below the highest line, which is a round number', (t) => {
  for (const value of [0, 1, 3, 7, 11, 61, 99, 101, 12_345]) {
    const top = chartOf(value).lines.at(-1)?.value ?? 0;
    t.true(top >= value, `${value}`);
    t.regex(String(top), /^[1246]0*$/);
  }
});

test('a single sign-in beside thousands is still seen', (t) => {
  t.true((chartOf(1, 9000).bars[0]?.height ?? 0) >= 1);
});
