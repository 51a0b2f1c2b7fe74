import { raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import type { CallSaid } from '../../../domain/cases/call-back.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOf } from './case-deps.ts';
import { type MemberAt, stepOfMember } from './step-case.ts';

/**
 * A third member says how the call to the person ended: what a confirmed decision does happens in the same transaction.
 * Then an answer that does not confirm is told to the auditors, as an alarm about the member who attested the document.
 * Throws `case-refused`.
 */
export async function callPerson(deps: Deps, at: MemberAt, said: CallSaid): Promise<DeskCase> {
  const done = await stepOfMember(deps, at, (by, now) => Object.assign({ type: 'call' as const, by, at: now }, said));
  if (said.result === 'no-confirmo') await tellAuditors(deps, done, at);
  return done;
}

async function tellAuditors(deps: Deps, one: DeskCase, { visitor }: MemberAt): Promise<void> {
  const attested = one.attestations.at(-1)?.by;
  const member = attested && (await deps.staff.find(attested));
  const account = await accountOf(deps, one);
  if (member) await raiseDeskAlarm(deps, { kind: 'call-back', member, accountId: account?.id }, visitor);
}
