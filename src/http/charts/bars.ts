/** One value of a chart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
}

/** A chart of bars in units of its own viewBox, from the top left. */
export interface BarChart {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
  /** Lines at which a value is written, from the lowest on; the highest is at or above every bar. */
  readonly lines: readonly { readonly y: number; readonly value: number }[];
  readonly first: string;
  readonly last: string;
}

const WIDTH = 600;
const HEIGHT = 160;
const GAP = 0.25;

/** Places bars for a server-rendered SVG; a value above zero is at least one unit high. */
export function barChart(values: readonly Bar[]): BarChart {
  const top = roundTop(Math.max(1, ...values.map(({ value }) => value)));
  const step = WIDTH / Math.max(1, values.length);
  const heightOf = (value: number): number => round((value / top) * HEIGHT);
  return {
    width: WIDTH,
    height: HEIGHT,
    bars: values.map(({ value }, place) => {
      const height = value > 0 ? Math.max(1, heightOf(value)) : 0;
      return { x: round(step * (place + GAP / 2)), y: round(HEIGHT - height), width: round(step * (1 - GAP)), height };
    }),
    lines: [0, top / 2, top].filter(Number.isInteger).map((value) => ({ value, y: round(HEIGHT - heightOf(value)) })),
    first: values[0]?.label ?? '',
    last: values.at(-1)?.label ?? '',
  };
}

/** The next of 1, 2, 4, 6, 10, 20, 40, 60, 100 …: its half is a whole number from 2 on. */
function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const found = [1, 2, 4, 6, 10].find((step) => value <= step * power) ?? 10;
  return found * power;
}

const round = (value: number): number => Math.round(value * 100) / 100;
