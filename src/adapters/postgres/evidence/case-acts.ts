import type { Evidence } from './bundle.ts';
import { detailsOf } from './check-acts.ts';

/** An act of a file: when, and what it says. */
export interface EvidenceAct {
  readonly at: Date;
  readonly said: Readonly<Record<string, unknown>>;
}

/** Milliseconds between what was written in a case and its act, which are of one transaction. */
const NEAR_MS = 60_000;

/** The acts of a file, in their order. */
export const actsOf = ({ acts }: Evidence): readonly EvidenceAct[] =>
  acts.map(({ columns }) => ({ at: new Date(Number(columns.at) * 1000), said: detailsOf(columns) }));

/** Those of some steps of the case. */
export const stepsOf = (acts: readonly EvidenceAct[], steps: readonly string[]): readonly EvidenceAct[] =>
  acts.filter(({ said }) => steps.includes(String(said.step)));

/** Whether an act is of an instant of the case. */
export const isNear = (act: EvidenceAct | undefined, instant: string): boolean =>
  act !== undefined && Math.abs(act.at.getTime() - new Date(instant).getTime()) <= NEAR_MS;
