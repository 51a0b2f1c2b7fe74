import { type AlarmDeps, raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import type { Account } from '../../../domain/account.ts';
import { isOwnAccount } from '../../../domain/own-account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type StaffRole, staffMark } from '../../../domain/staff.ts';
import type { RateLimit } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import { consumeAll, type Limit } from '../../../ports/consume-all.ts';
import type { StaffMember } from '../../../ports/staff.ts';

/** The member of staff who searches, reads or acts. */
export type DeskAgent = Pick<StaffMember, 'id' | 'run' | 'name' | 'commune' | 'roles' | 'office'>;

/** Roles that open sheets, and those of them that act there. */
export const readingRoles = ['agente', 'revisor', 'auditor'] as const satisfies readonly StaffRole[];
export const actingRoles = ['agente', 'revisor'] as const satisfies readonly StaffRole[];

/** Whether one of a member's roles acts on sheets. */
export const isActing = ({ roles }: Pick<DeskAgent, 'roles'>): boolean =>
  roles.some((role) => (actingRoles as readonly StaffRole[]).includes(role));

/** What the trail stores of an act of the desk about an account. */
export const deskEntry = (
  agent: DeskAgent,
  { id, subject }: Pick<Account, 'id' | 'subject'>,
  details: object = {},
) => ({
  accountId: id,
  subject,
  details: { ...staffMark(agent), ...details },
});

/** A member of staff neither opens nor touches the account of their own RUN, or of a company they registered. */
export function assertNotOwn({ run }: Pick<DeskAgent, 'run'>, account: Account): void {
  if (isOwnAccount(run, account)) throw new Refusal('own-sheet');
}

/** Who acts, and from where. */
export interface DeskActor {
  readonly agent: DeskAgent;
  readonly visitor: Visitor;
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
