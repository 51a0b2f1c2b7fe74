import { rateLimits } from '../../domain/throttle.ts';
import type { Alarm } from '../../ports/alarm.ts';
import type { Limit } from '../../ports/consume-all.ts';
import type { RightsDue } from '../../ports/right-requests.ts';

/** The alarm of requests that are due in three working days or less, or overdue; none where none is. */
export function rightsAlarm({ soon, overdue, first, newest }: RightsDue): readonly Alarm[] {
  if (!first || !newest || soon + overdue === 0) return [];
  return [{ alarm: 'rights-due', soon, overdue, folio: first.folio, dueOn: first.dueOn, newest }];
}

/** A cause that lasts for days is notified once a day, and again when another request joins. */
export const rightsAlarmLimits = (alarm: Alarm): readonly Limit[] =>
  alarm.alarm === 'rights-due' ? [{ rateLimit: rateLimits.alarmLetterDaily, by: [alarm.alarm, alarm.newest] }] : [];
