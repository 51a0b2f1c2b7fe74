import { type AlarmDeps, raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import type { Account } from '../../../domain/account.ts';
import { BURST_MINUTES, CROWD_HOURS, type DeskAlarmKind, oddOf } from '../../../domain/oversight.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { DeskActor } from './agent.ts';

/** Alarms about a way of working, and not about the account that was opened last. */
const aboutMember: readonly DeskAlarmKind[] = ['burst', 'night'];

/**
 * Tells the auditores what is odd about a sheet that was opened a moment ago: counted in the trail, from which no row
 * can be taken. Part of the transaction of the visit.
 */
export async function noteOddVisit(
  deps: AlarmDeps & Pick<Deps, 'staffActs'>,
  { agent, visitor }: DeskActor,
  account: Account,
): Promise<void> {
  const at = deps.now();
  const before = (minutes: number): Date => new Date(at.getTime() - minutes * 60_000);
  const sheets = await deps.staffActs.sheetsSince(agent.id, before(BURST_MINUTES));
  const visits = await deps.audit.actsSince(account.id, ['desk.visit'], before(CROWD_HOURS * 60));
  // More visits than are counted at once are those of too many.
  const members = visits ? new Set(visits.map(({ details }) => details.staff)).size : Number.POSITIVE_INFINITY;
  for (const kind of oddOf({ looker: agent, account, at, sheets, members })) {
    const accountId = aboutMember.includes(kind) ? undefined : account.id;
    await raiseDeskAlarm(deps, { kind, member: agent, accountId }, visitor);
  }
}
