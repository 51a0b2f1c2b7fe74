import type { Report } from './report.ts';
import type { Figures, Row } from './row.ts';

/** A table as lines of cells, the first line its heading. */
export type Table = readonly (readonly string[])[];

const HEADING = [
  ...['operation', 'a second', 'server ms', 'PostgreSQL ms', 'statements', 'commits', 'p50', 'p95', 'p99', 'errors'],
  ...['library alone', 'its ms', 'ratio', 'ratio by processor'],
];

/** Operations of the closed loop. */
export const operationsTable = ({ rows }: Pick<Report, 'rows'>): Table => [HEADING, ...rows.map(cellsOf)];

/** Start and memory of both servers. */
export const processTable = ({ ours, bare }: Pick<Report, 'ours' | 'bare'>): Table => [
  ['server', 'ready after ms', 'MiB idle', 'MiB after the load'],
  ...Object.entries({ ours, 'library alone': bare }).map(([name, { readyMs, idleMib, afterMib }]) => [
    name,
    ...[readyMs, idleMib, afterMib].map((value) => value.toFixed(0)),
  ]),
];

/** Bare hashes of each engine. */
export const hashTable = ({ hashes }: Pick<Report, 'hashes'>): Table => [
  ['engine', 'hashes a second', 'ms of processor'],
  ...hashes.map(({ engine, rate, cpuMs }) => [engine, rate.toFixed(0), cpuMs.toFixed(1)]),
];

/** Arrivals at a fixed rate. */
export const arrivalsTable = ({ arrivals }: Pick<Report, 'arrivals'>): Table => [
  ['operation', 'arrivals a second', 'p50', 'p95', 'p99', 'errors'],
  ...arrivals.map(({ name, rate, p50, p95, p99, errors }) => [
    name,
    ...[rate, p50, p95, p99].map(figure),
    String(errors),
  ]),
];

/** As Markdown, numbers to the right. */
export function markdownOf([heading = [], ...lines]: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map((_, place) => (place === 0 ? '---' : '--:'))), ...lines.map(line)].join('\n');
}

/** For a terminal, each column as wide as its widest cell. */
export function textOf(table: Table): string {
  const widths = (table[0] ?? []).map((_, place) => Math.max(...table.map((cells) => cells[place]?.length ?? 0)));
  const pad = (cell: string, place: number): string =>
    place === 0 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0);
  return table.map((cells) => cells.map(pad).join('  ')).join('\n');
}

function cellsOf({ name, ours, bare, statements, commits, ratio, cpuRatio }: Row): readonly string[] {
  return [
    name,
    ...figuresOf(ours),
    ...[statements, commits].map((value) => (value === undefined ? '–' : String(value))),
    ...[ours.p50, ours.p95, ours.p99].map(figure),
    String(ours.errors + (bare?.errors ?? 0)),
    ...[bare?.rate, bare?.serverMs].map(figure),
    ...[ratio, cpuRatio].map((value) => value?.toFixed(2) ?? '–'),
  ];
}

const figuresOf = ({ rate, serverMs, postgresMs }: Figures): readonly string[] =>
  [rate, serverMs, postgresMs].map(figure);

/** Three digits that count. */
function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
