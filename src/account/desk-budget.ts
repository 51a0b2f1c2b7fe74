import { Refusal } from '../domain/refusal.ts';
import type { RateLimit } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { consumeAll, type Limit } from '../ports/consume-all.ts';
import type { StaffMember } from '../ports/staff.ts';
import { type AlarmDeps, raiseDeskAlarm } from './desk-alarm.ts';

/** The member of staff who searches, reads or acts. */
export type DeskAgent = Pick<StaffMember, 'id' | 'run' | 'name' | 'commune' | 'roles' | 'office'>;

/** Who acts, and from where; outside a request from nowhere. */
export interface DeskActor {
  readonly agent: DeskAgent;
  readonly visitor: Visitor | undefined;
}

/**
 * Counts one act by budgets of the desk, which are never those of the person. Throws `desk-paused`; where the budget was
 * the member's own, the auditores are told.
 */
export async function consumeDesk(
  deps: AlarmDeps,
  { agent, visitor }: DeskActor,
  ...limits: readonly (readonly [RateLimit, string])[]
): Promise<{ refund(): Promise<void> }> {
  const counted = limits.map(([rateLimit, by]): Limit => ({ rateLimit, by: [by] }));
  const consumed = await consumeAll(deps.throttles, counted);
  if (!consumed.spent) return consumed;
  const { until, rateLimit } = consumed.spent;
  await consumed.refund();
  if (rateLimit.by === 'staff') await raiseDeskAlarm(deps, { kind: 'limit', member: agent }, visitor);
  throw new Refusal('desk-paused', { until });
}
