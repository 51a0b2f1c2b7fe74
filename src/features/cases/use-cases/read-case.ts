import { raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import type { DeskActor } from '../../../account/desk-budget.ts';
import type { Account } from '../../../domain/account.ts';
import { whyNotRead } from '../../../domain/cases/may-decide.ts';
import { SHEET_MINUTES } from '../../../domain/desk.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { aroundCase } from './around-case.ts';
import { accountOf, type CaseActor, type CaseDeps, noteOnCase } from './case-deps.ts';
import { findToRead } from './find-to-read.ts';
import { isEmergency, isReservedHolder } from './reserved-case.ts';
import type { MemberAt } from './step-case.ts';
import { countReading, tellOfReading } from './watch-reading.ts';

/** A case as the desk reads it, with the account that it is about now. */
interface CaseRead {
  readonly one: DeskCase;
  readonly holder: Account | undefined;
}

/**
 * Reads a case for the desk; undefined where none waits under the folio. Who read it is recorded in the trail, and in
 * the Actividad of the account that it is about.
 */
export async function readCase(desk: CaseDeps, folio: string, who: CaseActor): Promise<CaseRead | undefined> {
  return desk.atomically(async () => {
    const one = await desk.cases.findByFolio(folio);
    if (!one) return undefined;
    await noteOnCase(desk, { act: 'case.read', one, who });
    return { one, holder: await accountOf(desk, one) };
  });
}

/** A case as a member opened it; one of an account in the public eye is open for a while. */
interface CaseOpened extends CaseRead {
  /** Until when, in milliseconds. */
  readonly until?: number | undefined;
}

/**
 * Reads a case for a member of the staff, with the reason that they chose: counted, and what is odd about it is told to the
 * auditores, as of a sheet. Throws `desk-paused`, `sheet-reserved`, and `case-refused`, for the own case too; then nothing
 * is recorded as read.
 */
export async function readCaseAs(
  deps: Deps,
  { folio, member, visitor }: MemberAt,
  reason: string,
): Promise<CaseOpened> {
  const one = await findToRead(deps, folio);
  const by = await deps.staff.find(member);
  if (!one || !by) throw new Refusal('case-refused', { why: 'missing' });
  const actor = { agent: by, visitor };
  await countReading(deps, actor);
  await assertReadable(deps, actor, one);
  return deps.atomically(async () => {
    const holder = await accountOf(deps, one);
    const closed = await isReservedHolder(deps, holder);
    if (closed && !(await isEmergency(deps, by, holder))) throw new Refusal('sheet-reserved');
    await noteOnCase(deps, { act: 'case.read', one, who: { member: by, reason, visitor } });
    await tellOfReading(deps, actor, holder);
    return { one, holder, until: closed ? deps.now().getTime() + SHEET_MINUTES * 60_000 : undefined };
  });
}

/** A try at the own case is told, as one at the own sheet is; it is not given back. */
async function assertReadable(deps: Deps, { agent, visitor }: DeskActor, one: DeskCase): Promise<void> {
  const member = await deps.staff.find(agent.id);
  const why = member ? whyNotRead(one, member, await aroundCase(deps, one, member)) : 'suspended';
  if (why === 'own-case') {
    const holder = await accountOf(deps, one);
    await raiseDeskAlarm(deps, { kind: 'own-run', member: agent, accountId: holder?.id }, visitor);
  }
  if (why) throw new Refusal('case-refused', { why });
}
