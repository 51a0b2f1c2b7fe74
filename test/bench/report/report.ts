import type { Burst } from '../burst.ts';
import type { HashRate } from '../hash-rate.ts';
import type { Arrivals } from '../load/open-loop.ts';
import type { Row } from './row.ts';

/** Memory and start of one side. */
export interface Process {
  readonly readyMs: number;
  /** MiB of resident memory, before the load and after it. */
  readonly idleMib: number;
  readonly afterMib: number;
}

/** Arrivals at a fixed rate, of one operation. */
export interface ArrivalsOf extends Arrivals {
  readonly name: string;
}

/** Everything that a run found; `docs/performance.json` is this. */
export interface Report {
  readonly at: string;
  readonly commit: string;
  readonly machine: string;
  readonly versions: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly lanes: number;
  readonly pinned: boolean;
  /** Load of the machine (one minute) before the run and after it. */
  readonly load: readonly number[];
  readonly hashes: readonly HashRate[];
  readonly rows: readonly Row[];
  readonly arrivals: readonly ArrivalsOf[];
  readonly burst: Burst | undefined;
  readonly ours: Process;
  readonly bare: Process;
}
