import { tellPerson } from '../../../account/tell-of-case.ts';
import type { CaseObstacle } from '../../../domain/cases/case.ts';
import { caseStep } from '../../../domain/cases/case-step.ts';
import type { CaseStaff } from '../../../domain/cases/may-decide.ts';
import type { ObservedPart } from '../../../domain/facilitador/facilitador-request.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { aroundCase } from './around-case.ts';
import { type MemberAt, stepOfMember } from './step-case.ts';

/** What a company is to correct, by part, and the same in words for the messages of the case. */
interface Observed {
  readonly parts: readonly ObservedPart[];
  readonly text: string;
}

/**
 * A member sends parts of a request back, each with a reason that the company reads; the rest stays as it is. Throws
 * `parts-missing` where there is none, and `case-refused`.
 */
export async function observeRequest(deps: Deps, at: MemberAt, { parts, text }: Observed): Promise<DeskCase> {
  if (parts.length === 0) throw new Refusal('parts-missing');
  return deps.atomically(async () => {
    const asked = await stepOfMember(
      deps,
      at,
      (by, now) => ({ type: 'ask', by, at: now }),
      async (one) => {
        await sendBack(deps, one, parts);
        return { author: 'staff', member: at.member, text };
      },
    );
    await tellPerson(deps, asked, 'to-correct');
    return asked;
  });
}

/** Why a member may not send parts of it back now. */
export const whyNotObserve = async (deps: Deps, one: DeskCase, by: CaseStaff): Promise<CaseObstacle | undefined> =>
  caseStep(one, { type: 'ask', by, at: deps.now() }, await aroundCase(deps, one, by)).refused;

async function sendBack(deps: Deps, one: DeskCase, observed: readonly ObservedPart[]): Promise<void> {
  const request = one.kind === 'facilitador' ? await deps.facilitadorRequests.find(one.id) : undefined;
  const changed =
    request &&
    (await deps.facilitadorRequests.change(request.id, request.version, () => ({ state: 'observada', observed })));
  if (!changed) throw new Refusal('case-refused', { why: 'request-missing' });
}
