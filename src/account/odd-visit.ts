import type { Account } from '../domain/account.ts';
import { BURST_MINUTES, CROWD_HOURS, type DeskAlarmKind, oddOf } from '../domain/oversight.ts';
import type { Deps } from '../ports/deps.ts';
import { type AlarmDeps, raiseDeskAlarm } from './desk-alarm.ts';
import type { DeskActor } from './desk-budget.ts';

/** Alarms about a way of working, and not about the account that was opened last. */
const aboutMember: readonly DeskAlarmKind[] = ['burst', 'night'];

type Needs = AlarmDeps & Pick<Deps, 'staffActs'>;

/**
 * Tells the auditores what is odd about a sheet or a case that was opened a moment ago: counted in the trail, from which
 * no row can be taken. A case may be about no account. Part of the transaction of the visit.
 */
export async function noteOddVisit(deps: Needs, { agent, visitor }: DeskActor, account: Account | undefined) {
  const at = deps.now();
  const sheets = await deps.staffActs.visitsSince(agent.id, minutesBefore(at, BURST_MINUTES));
  const members = account ? await membersAt(deps, account, minutesBefore(at, CROWD_HOURS * 60)) : 1;
  for (const kind of oddOf({ looker: agent, account, at, sheets, members })) {
    const accountId = aboutMember.includes(kind) ? undefined : account?.id;
    await raiseDeskAlarm(deps, { kind, member: agent, accountId }, visitor);
  }
}

/**
 * How many members opened the sheet or a case of an account, or took its file; more visits than are counted at once are
 * of too many.
 */
async function membersAt({ audit }: Needs, { id }: Account, since: Date): Promise<number> {
  const visits = await audit.actsSince(id, ['desk.visit', 'case.read', 'case.exported'], since);
  if (!visits) return Number.POSITIVE_INFINITY;
  return new Set(visits.flatMap(({ details }) => details.staff ?? [])).size;
}

const minutesBefore = (at: Date, minutes: number): Date => new Date(at.getTime() - minutes * 60_000);
