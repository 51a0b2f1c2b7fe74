import { type Cell, silence } from './expected.ts';
import { inWords } from './stored.ts';

const heads = ['port', 'page', 'switch', 'status', 'the person reads', 'stored', 'ms', 'ms at rest'] as const;

/** The matrix as a table; the end of M-70, which is the same everywhere, is cut. */
export function tableOf(cells: readonly Cell[]): string {
  const rows = cells.map(rowOf);
  const widths = heads.map((head, place) => Math.max(head.length, ...rows.map((row) => row[place]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, place) => text.padEnd(widths[place] ?? 0)).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function rowOf({ way, mode, first, resting, stored }: Cell): readonly string[] {
  const says = first.says === silence(way.registry) ? `M-70: ${first.says.split('. ')[0]}.` : first.says;
  const ms = [first, resting].map((seen) => seen?.ms.toFixed(0) ?? '');
  return [way.registry, way.page, mode, String(first.status), says, inWords(stored), ...ms];
}
