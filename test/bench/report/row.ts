import type { Tally } from '../count/tally.ts';
import type { Round } from '../load/closed-loop.ts';
import { type Latencies, latenciesOf, median } from '../load/latencies.ts';
import type { Rounds } from '../measure.ts';

/** Figures of one side: medians of its rounds. */
export interface Figures extends Latencies {
  /** Operations a second. */
  readonly rate: number;
  /** Milliseconds of processor time an operation. */
  readonly serverMs: number;
  readonly postgresMs: number;
  readonly errors: number;
  readonly firstError: string | undefined;
}

/** One operation in table, JSON and chart. */
export interface Row {
  readonly name: string;
  readonly ours: Figures;
  readonly bare: Figures | undefined;
  readonly statements: number | undefined;
  readonly commits: number | undefined;
  /** Our rate to that of the library alone. */
  readonly ratio: number | undefined;
  /** The same by processor time of the servers, which other load of the machine hardly changes. */
  readonly cpuRatio: number | undefined;
}

/** The row of an operation. */
export function rowOf({ operation: { name }, ours, bare }: Rounds, tally: Tally | undefined): Row {
  const [own, other] = [figuresOf(ours), bare.length > 0 ? figuresOf(bare) : undefined];
  return {
    name,
    ours: own,
    bare: other,
    statements: tally?.statements,
    commits: tally?.commits,
    ratio: other && own.rate / other.rate,
    cpuRatio: other && other.serverMs / own.serverMs,
  };
}

function figuresOf(rounds: readonly Round[]): Figures {
  const good = rounds.filter(({ done }) => done > 0);
  const of = (value: (round: Round) => number): number => median(good.map(value));
  return {
    rate: of(({ done, tookMs }) => (done * 1000) / tookMs),
    serverMs: of(({ used, done }) => used.server / done),
    postgresMs: of(({ used, done }) => used.postgres / done),
    ...latenciesOf(good.flatMap(({ ms }) => ms)),
    errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
    firstError: rounds.find(({ firstError }) => firstError !== undefined)?.firstError,
  };
}
