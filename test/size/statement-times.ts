import { shapeOf } from '../../scripts/plans/statement.ts';

/** A statement and how many milliseconds its planning (`bind`) or its execution took each time, in order. */
export interface Timed {
  readonly text: string;
  readonly ms: readonly number[];
}

const LINE = /^(\S+) LOG: {2}duration: ([\d.]+) ms {2}(bind|execute|statement)[^:]*: (.*)$/;
/** Statements that end a transaction wait for the disk. */
const NONE = /^(commit|rollback|begin|set )/i;

/** The statements of one database in PostgreSQL's log, the highest median first. */
export function timesIn(log: readonly string[], database: string): readonly Timed[] {
  const found = new Map<string, number[]>();
  // Continued lines begin with a tab.
  for (const line of log.join('\n').replace(/\n\t/g, ' ').split('\n')) {
    const [, name, ms, step, text = ''] = LINE.exec(line) ?? [];
    if (name !== database || NONE.test(text)) continue;
    const shape = `${step === 'bind' ? 'planning ' : ''}${shapeOf(text)}`;
    const times = found.get(shape) ?? [];
    times.push(Number(ms));
    found.set(shape, times);
  }
  return [...found]
    .map(([text, times]) => ({ text, ms: times.toSorted((one, other) => one - other) }))
    .toSorted((one, other) => at(other, 0.5) - at(one, 0.5));
}

/** The time that the share `q` (0 to 1) of them does not exceed. */
export const at = ({ ms }: Timed, q: number): number => ms[Math.min(ms.length - 1, Math.floor(q * ms.length))] ?? 0;
