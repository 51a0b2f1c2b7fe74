import type { Lane } from '../load/lane.ts';
import type { Side } from './side.ts';

/** What is measured: one thing that users or clients do, whole. */
export interface Operation {
  readonly name: string;
  /** Whether the library alone does it too, asked by the same code. */
  readonly bare: boolean;
  /** Whether it is also measured by arrivals at a fixed rate. */
  readonly arrives: boolean;
  /** Opens one of those that ask at the same time, with what it keeps between its runs, such as a session. */
  open(side: Side): Promise<Lane>;
}
