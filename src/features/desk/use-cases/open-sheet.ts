import { type AlarmDeps, raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import { consumeDesk, type DeskActor, type DeskAgent } from '../../../account/desk-budget.ts';
import { noteOddVisit } from '../../../account/odd-visit.ts';
import type { Account } from '../../../domain/account.ts';
import type { DeskGrounds } from '../../../domain/desk.ts';
import { isOwnAccount } from '../../../domain/own-account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isReserved } from '../../../domain/reservation.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertNotOwn, deskEntry } from './agent.ts';
import { callerMark } from './caller-mark.ts';

type Needs = AlarmDeps & Pick<Deps, 'accounts' | 'deskCalls' | 'deskReasons' | 'reservedAccounts' | 'staffActs'>;

/** How a sheet is opened; in an emergency also one that is closed to the member. */
type Entrance = 'ordinary' | 'emergency';

/**
 * A visit: before anything of the sheet is shown it stands in the trail, with member, role, office and reason, in the
 * transaction that keeps the reason's words; the person reads both in Actividad. What is odd about it is told to the
 * auditores. Throws `desk-paused`, `own-sheet`, `sheet-reserved`, and `sheet-over` where the account is gone. In an
 * emergency a marked account opens; the own one never does.
 */
export async function openSheet(
  deps: Needs,
  agent: DeskAgent,
  accountId: string,
  grounds: DeskGrounds,
  visitor: Visitor,
  entrance: Entrance = 'ordinary',
): Promise<void> {
  const actor = { agent, visitor };
  const { deskSheets, deskSheetsDaily } = rateLimits;
  const { refund } = await consumeDesk(deps, actor, [deskSheets, agent.id], [deskSheetsDaily, agent.id]);
  const account = await deps.accounts.find(accountId);
  if (!account) {
    await refund();
    throw new Refusal('sheet-over');
  }
  await assertOpen(deps, actor, account, entrance);
  await deps.atomically(async () => {
    const visit = await deps.deskReasons.keep(account.id, grounds);
    const caller = await callerMark(deps, agent, account.id, grounds);
    const emergency = entrance === 'emergency';
    const details = { reason: grounds.reason, visit, ...caller, ...(emergency ? { emergency } : {}) };
    await deps.audit.record({ act: 'desk.visit', visitor, ...deskEntry(agent, account, details) });
    if (emergency) await raiseDeskAlarm(deps, { kind: 'emergency', member: agent, accountId }, visitor);
    await noteOddVisit(deps, actor, account);
  });
}

/** The try is not given back: who tries the own sheet many times is not working. */
async function assertOpen(
  deps: Needs,
  { agent, visitor }: DeskActor,
  account: Account,
  entrance: Entrance,
): Promise<void> {
  if (isOwnAccount(agent.run, account)) {
    await raiseDeskAlarm(deps, { kind: 'own-run', member: agent, accountId: account.id }, visitor);
    throw new Refusal('own-sheet');
  }
  if (entrance === 'emergency') return;
  assertNotOwn(agent, account);
  if (isReserved(await deps.reservedAccounts.find(account.id))) throw new Refusal('sheet-reserved');
}
