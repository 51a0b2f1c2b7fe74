import type { Email } from '../../domain/email.ts';
import { rateLimits } from '../../domain/throttle.ts';
import type { Alarm } from '../../ports/alarm.ts';
import { consumeAll } from '../../ports/consume-all.ts';
import type { Deps } from '../../ports/deps.ts';
import { auditHeadLimits } from './audit-alarm.ts';
import { casesAlarmLimits } from './cases-alarm.ts';
import { rightsAlarmLimits } from './rights-alarm.ts';

type Needs = Pick<Deps, 'notifier' | 'throttles' | 'atomically' | 'now'>;

/**
 * Mails alarms through the outbox: each kind once an hour, whichever instance is first. Each registry and channel is a
 * kind of its own; requests for rights and the last seal of the trail are mailed once a day besides. The budget is
 * spent in the transaction of the messages, so that a message that was not written leaves it unspent.
 */
export function alarmMails(
  { notifier, throttles, atomically, now }: Needs,
  alertsTo: readonly Email[],
): (alarm: Alarm) => Promise<void> {
  return async (alarm) => {
    if (alertsTo.length === 0) return;
    await atomically(async () => {
      const hourly = { rateLimit: rateLimits.alarmLetter, by: [alarm.alarm, ...aboutOf(alarm)] };
      const { spent, refund } = await consumeAll(throttles, [
        ...rightsAlarmLimits(alarm),
        ...casesAlarmLimits(alarm),
        ...auditHeadLimits(alarm),
        hourly,
      ]);
      if (spent) return refund();
      for (const to of alertsTo)
        await notifier.send({ kind: 'alarm', at: now().toISOString(), alarm }, { channel: 'mail', to });
    });
  };
}

const aboutOf = (alarm: Alarm): readonly string[] =>
  alarm.alarm === 'registry-down' ? [alarm.registry] : alarm.alarm === 'channel-down' ? [alarm.channel] : [];
