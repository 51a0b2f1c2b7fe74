import { quantile } from '../../helpers/proof/checks.ts';

/** Milliseconds that the share 0.5, 0.95 and 0.99 of the runs did not exceed. */
export interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export const latenciesOf = (ms: readonly number[]): Latencies => ({
  p50: quantile(ms, 0.5),
  p95: quantile(ms, 0.95),
  p99: quantile(ms, 0.99),
});

/** The middle of a few figures; the lower one of two. */
export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
