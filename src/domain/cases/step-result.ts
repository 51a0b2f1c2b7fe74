import type { Case, CaseObstacle } from './case.ts';

/** The case after an event, or why it did not happen; then nothing of the case changed. */
export type StepResult =
  | { readonly next: Case; readonly refused?: undefined }
  | { readonly refused: CaseObstacle; readonly next?: undefined };

export const refused = (why: CaseObstacle): StepResult => ({ refused: why });

/** The case with what changed. */
export const changed = (one: Case, change: Partial<Case>): StepResult => ({ next: Object.assign({}, one, change) });
