import type { Email } from '../../domain/email.ts';
import { budgets } from '../../domain/throttle.ts';
import type { Alarm } from '../../ports/alarm.ts';
import type { World } from '../../ports/world.ts';

type Needs = Pick<World, 'notifier' | 'throttles' | 'atomically' | 'now'>;

/**
 * Mails alarms through the outbox: each kind once an hour, whichever instance is first; each registry is a kind of its
 * own. The budget is spent in the transaction of the letters, so that a letter that was not written leaves it whole.
 */
export function alarmLetters(
  { notifier, throttles, atomically, now }: Needs,
  alertsTo: readonly Email[],
): (alarm: Alarm) => Promise<void> {
  return async (alarm) => {
    if (alertsTo.length === 0) return;
    await atomically(async () => {
      const about = alarm.alarm === 'registry-down' ? [alarm.registry] : [];
      const { allowed } = await throttles.take(budgets.alarmLetter, alarm.alarm, ...about);
      if (!allowed) return;
      for (const to of alertsTo)
        await notifier.send({ kind: 'alarm', at: now().toISOString(), alarm }, { channel: 'mail', to });
    });
  };
}
