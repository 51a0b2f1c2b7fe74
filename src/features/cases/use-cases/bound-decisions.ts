import { consumeDesk } from '../../../account/desk-budget.ts';
import type { CaseAction } from '../../../domain/cases/choices.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type RateLimit, rateLimits } from '../../../domain/throttle.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MemberAt } from './step-case.ts';

/** What a member may do of each in a day, where two people decide. */
const bounds: Partial<Readonly<Record<CaseAction, RateLimit>>> = {
  propose: rateLimits.caseProposals,
  confirm: rateLimits.caseConfirmations,
  call: rateLimits.caseConfirmations,
};

/**
 * Does an act of a member within the bound of a day, outside of the transaction of the act: the auditores are told of a
 * bound that is reached although the act is refused. What was refused counts for nothing. Throws `desk-paused`.
 */
export async function counted<T>(deps: Deps, at: MemberAt, action: CaseAction, act: () => Promise<T>): Promise<T> {
  const limit = bounds[action];
  const agent = limit && (await deps.staff.find(at.member));
  if (!limit || !agent) return act();
  const { refund } = await consumeDesk(deps, { agent, visitor: at.visitor }, [limit, agent.id]);
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) await refund();
    throw error;
  }
}
