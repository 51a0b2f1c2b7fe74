import type { Account } from '../../../domain/account.ts';
import { whyNotRead } from '../../../domain/cases/may-decide.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { aroundCase } from './around-case.ts';
import { accountOf, type CaseActor, type CaseDeps, noteOnCase } from './case-deps.ts';
import { findToRead } from './find-to-read.ts';
import type { MemberAt } from './step-case.ts';

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

/**
 * Reads a case for a member of the staff, with the reason that they chose. Throws `case-refused`, for the own case too,
 * and then nothing is recorded as read.
 */
export async function readCaseAs(deps: Deps, { folio, member }: MemberAt, reason: string): Promise<CaseRead> {
  const one = await findToRead(deps, folio);
  const by = await deps.staff.find(member);
  const why = one && by ? whyNotRead(one, by, await aroundCase(deps, one)) : 'missing';
  if (!one || !by || why) throw new Refusal('case-refused', { why: why ?? 'missing' });
  await noteOnCase(deps, { act: 'case.read', one, who: { member: by, reason } });
  return { one, holder: await accountOf(deps, one) };
}
