import { rateLimits } from '../../domain/throttle.ts';
import type { Alarm } from '../../ports/alarm.ts';
import type { Limit } from '../../ports/consume-all.ts';

/** The last seal is sent once a day, by whichever instance is first. */
export const auditHeadLimits = (alarm: Alarm): readonly Limit[] =>
  alarm.alarm === 'audit-head' ? [{ rateLimit: rateLimits.alarmLetterDaily, by: [alarm.alarm] }] : [];
