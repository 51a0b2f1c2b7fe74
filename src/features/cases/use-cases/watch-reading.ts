import { raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import { consumeDesk, type DeskActor } from '../../../account/desk-budget.ts';
import { noteOddVisit } from '../../../account/odd-visit.ts';
import type { Account } from '../../../domain/account.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Deps } from '../../../ports/deps.ts';
import { isReservedHolder } from './reserved-case.ts';

/** Counts a case that a member opens, or whose file they take. Throws `desk-paused`. */
export async function countReading(deps: Deps, actor: DeskActor): Promise<void> {
  const { deskCases, deskCasesDaily } = rateLimits;
  await consumeDesk(deps, actor, [deskCases, actor.agent.id], [deskCasesDaily, actor.agent.id]);
}

/** Tells the auditores what is odd about it, and each time where the account is in the public eye. */
export async function tellOfReading(deps: Deps, actor: DeskActor, holder: Account | undefined): Promise<void> {
  const { agent: member, visitor } = actor;
  if (await isReservedHolder(deps, holder))
    await raiseDeskAlarm(deps, { kind: 'emergency', member, accountId: holder?.id }, visitor);
  await noteOddVisit(deps, actor, holder);
}
