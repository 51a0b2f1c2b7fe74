import type { DeskGrounds } from '../../../domain/desk.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertNotOwn, consumeDesk, type DeskAgent, deskEntry } from './agent.ts';
import { callerMark } from './caller-mark.ts';

type Needs = Pick<Deps, 'accounts' | 'audit' | 'atomically' | 'deskCalls' | 'deskReasons' | 'now' | 'throttles'>;

/**
 * A visit: before anything of the sheet is shown it stands in the trail, with member, role, office and reason, in the
 * transaction that keeps the reason's words; the person reads both in Actividad. Throws `desk-paused`, `own-sheet`, and
 * `sheet-over` where the account is gone.
 */
export async function openSheet(
  deps: Needs,
  agent: DeskAgent,
  accountId: string,
  grounds: DeskGrounds,
  visitor: Visitor,
): Promise<void> {
  const { refund } = await consumeDesk(deps, [rateLimits.deskSheets, agent.id]);
  const account = await deps.accounts.find(accountId);
  if (!account) {
    await refund();
    throw new Refusal('sheet-over');
  }
  // Not given back: who tries the own sheet many times is not working.
  assertNotOwn(agent, account);
  await deps.atomically(async () => {
    const visit = await deps.deskReasons.keep(account.id, grounds);
    const caller = await callerMark(deps, agent, account.id, grounds);
    const details = { reason: grounds.reason, visit, ...caller };
    await deps.audit.record({ act: 'desk.visit', visitor, ...deskEntry(agent, account, details) });
  });
}
