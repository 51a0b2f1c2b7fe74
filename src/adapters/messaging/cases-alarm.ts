import { rateLimits } from '../../domain/throttle.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Alarm } from '../../ports/alarm.ts';
import type { CasesDue } from '../../ports/cases.ts';
import type { Limit } from '../../ports/consume-all.ts';

/** The alarm of cases of the desk that are due in three working days or less, or overdue; none where none is. */
export function casesAlarm({ soon, overdue, first }: CasesDue): readonly Alarm[] {
  if (!first || soon + overdue === 0) return [];
  return [{ alarm: 'cases-due', soon, overdue, folio: first.folio, dueOn: dayOf(first.dueAt) }];
}

/** Cases are due every day: mailed once a day, and once more on the day on which one is overdue. */
export const casesAlarmLimits = (alarm: Alarm): readonly Limit[] =>
  alarm.alarm === 'cases-due'
    ? [{ rateLimit: rateLimits.alarmLetterDaily, by: [alarm.alarm, alarm.overdue > 0 ? 'overdue' : 'soon'] }]
    : [];
