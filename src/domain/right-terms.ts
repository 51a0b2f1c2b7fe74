import type { RightDecision, RightKind } from './rights.ts';
import { addDays, addWorkingDays, type Day, dayOf, daysBetween, workingDaysBetween } from './working-days.ts';

/** Working days before the last one in which the operator is notified that an answer is due. */
const ALARM_WORKING_DAYS = 3;

/** What the terms of a request depend on. */
interface Term {
  readonly kind: RightKind;
  readonly dueOn: Day;
  readonly extendedAt: Date | undefined;
  readonly answeredAt: Date | undefined;
}

/** What the term of a block depends on. */
interface BlockTerm {
  readonly kind: RightKind;
  readonly liftedAt: Date | undefined;
}

/** Days from today to the last one, negative after it: working days for a block, calendar days for the others. */
export function daysLeft({ kind, dueOn }: Pick<Term, 'kind' | 'dueOn'>, today: Day): number {
  return kind === 'bloqueo' && today <= dueOn ? workingDaysBetween(today, dueOn) : daysBetween(today, dueOn);
}

/** Whether its last day passed without an answer, or the answer came after it. */
export function isLate({ dueOn, answeredAt }: Pick<Term, 'dueOn' | 'answeredAt'>, now: Date): boolean {
  return dayOf(answeredAt ?? now) > dueOn;
}

/**
 * The earliest last day that is not notified yet: earlier ones are due in three working days or less, which is never
 * later than three calendar days before. A block, due in two working days, is notified as soon as it is requested.
 */
export function alarmBefore(today: Day): Day {
  return addWorkingDays(today, ALARM_WORKING_DAYS + 1) ?? addDays(today, ALARM_WORKING_DAYS + 1);
}

/** Why a term is not extended. */
type NoExtension = 'answered' | 'block-not-extended' | 'extended-before' | 'term-over';

/** Why a term may not be extended (art. 11); undefined where it may be. */
export function whyNotExtended({ kind, dueOn, extendedAt, answeredAt }: Term, today: Day): NoExtension | undefined {
  if (answeredAt) return 'answered';
  if (kind === 'bloqueo') return 'block-not-extended';
  if (extendedAt) return 'extended-before';
  return today > dueOn ? 'term-over' : undefined;
}

/** Why a block is not ended. */
type NoLifting = 'no-block' | 'lifted-before';

/** Why an operator's act on a request is refused. */
export type RightObstacle = NoExtension | NoLifting | 'reviewed' | 'frozen';

/** Why a block may not be ended; undefined where it may be. */
export function whyNotLifted({ kind, liftedAt }: BlockTerm): NoLifting | undefined {
  if (kind !== 'bloqueo') return 'no-block';
  return liftedAt ? 'lifted-before' : undefined;
}

/** Whether an answer closes the account, which cannot be undone. */
export function closesAccount(kind: RightKind, decision: RightDecision): boolean {
  return kind === 'supresion' && decision !== 'rechazada';
}
