import { consumeDesk, type DeskAgent } from '../../../account/desk-budget.ts';
import type { Account } from '../../../domain/account.ts';
import type { DeskAction, DeskGrounds } from '../../../domain/desk.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type RateLimit, rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertNotOwn, deskEntry } from './agent.ts';
import { callerMark } from './caller-mark.ts';
import { endSessionsAtDesk, freezeAtDesk, liftPause, offerRecovery, repeatMessage } from './desk-deeds.ts';

/** An action on a sheet; `about` names the message that is sent again. */
export interface Acting {
  readonly accountId: string;
  readonly action: DeskAction;
  readonly about?: string | undefined;
  readonly grounds: DeskGrounds;
}

/** What an action does within the transaction; it gives what the trail notes besides, and throws `desk-nothing`. */
type Deed = (deps: Deps, account: Account, acting: Acting, visitor: Visitor) => Promise<object>;

/** Each action with what the desk may do to one account; the bound is the desk's, and takes nothing from the person's. */
const deeds: Readonly<Record<DeskAction, { readonly limit: RateLimit; readonly deed: Deed }>> = {
  recovery: { limit: rateLimits.deskRecoveries, deed: offerRecovery },
  resend: { limit: rateLimits.deskRepeats, deed: (deps, account, { about }) => repeatMessage(deps, account, about) },
  'lift-pause': { limit: rateLimits.deskLifts, deed: liftPause },
  'end-sessions': {
    limit: rateLimits.deskSessionEnds,
    deed: (deps, account, _, by) => endSessionsAtDesk(deps, account, by),
  },
  freeze: { limit: rateLimits.deskFreezes, deed: (deps, account, _, by) => freezeAtDesk(deps, account, by) },
};

/**
 * Acts on an account for a reason: the act, its notice and its row in the trail are one transaction. Throws
 * `desk-paused`, `own-sheet`, `sheet-over`, and `desk-nothing` where there is nothing to do; what was refused counts for
 * no budget.
 */
export async function actOnSheet(deps: Deps, agent: DeskAgent, acting: Acting, visitor: Visitor): Promise<void> {
  const { limit, deed } = deeds[acting.action];
  const actor = { agent, visitor };
  const { deskActs, deskActsDaily } = rateLimits;
  const own = [
    [deskActs, agent.id],
    [deskActsDaily, agent.id],
  ] as const;
  const { refund } = await consumeDesk(deps, actor, [limit, acting.accountId], ...own);
  try {
    await deps.atomically(async () => {
      const account = await deps.accounts.lock(acting.accountId);
      if (!account) throw new Refusal('sheet-over');
      assertNotOwn(agent, account);
      const did = await deed(deps, account, acting, visitor);
      const visit = await deps.deskReasons.keep(account.id, acting.grounds);
      const caller = await callerMark(deps, agent, account.id, acting.grounds);
      const details = { action: acting.action, reason: acting.grounds.reason, visit, ...caller, ...did };
      await deps.audit.record({ act: 'desk.acted', visitor, ...deskEntry(agent, account, details) });
    });
  } catch (error) {
    if (error instanceof Refusal) await refund();
    throw error;
  }
}
