import type { Account } from '../../../domain/account.ts';
import { isOwnAccount } from '../../../domain/own-account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type StaffRole, staffMark } from '../../../domain/staff.ts';
import type { RateLimit } from '../../../domain/throttle.ts';
import { consumeAll, type Limit } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';

/** The member of staff who searches, reads or acts. */
export type DeskAgent = Pick<StaffMember, 'id' | 'run' | 'roles' | 'office'>;

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
export function assertNotOwn({ run }: DeskAgent, account: Account): void {
  if (isOwnAccount(run, account)) throw new Refusal('own-sheet');
}

/** Counts one act by budgets of the desk, which are never those of the person; throws `desk-paused`. */
export async function consumeDesk(
  { throttles }: Pick<Deps, 'throttles'>,
  ...limits: readonly (readonly [RateLimit, string])[]
): Promise<{ refund(): Promise<void> }> {
  const counted = limits.map(([rateLimit, by]): Limit => ({ rateLimit, by: [by] }));
  const consumed = await consumeAll(throttles, counted);
  if (!consumed.spent) return consumed;
  const { until } = consumed.spent;
  await consumed.refund();
  throw new Refusal('desk-paused', { until });
}
