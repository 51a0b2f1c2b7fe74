import type { CloseReason } from '../../../domain/cases/case.ts';
import { caseStep } from '../../../domain/cases/case-step.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import { type CaseDeps, noteOnCase } from './case-deps.ts';
import { followCase } from './follow-case.ts';

const ALONE = { concerned: [], otherOffices: false };

/**
 * Ends a case without a decision for an operator of the command line, and erases the number that it is about; no account
 * changes. `false` where none that is open waits under the folio. Who ended it, and why, is recorded in the trail and in
 * the Actividad of the account that it is about.
 */
export async function concludeCase(
  desk: CaseDeps,
  folio: string,
  { by, reason }: { readonly by: string; readonly reason: CloseReason },
): Promise<boolean> {
  return desk.atomically(async () => {
    let before: DeskCase | undefined;
    const ended = await desk.cases.change(folio, (one) => {
      before = one;
      return caseStep(one, { type: 'conclude', reason, at: desk.now() }, ALONE).next;
    });
    if (!ended || !before) return false;
    await followCase(desk, ended);
    await noteOnCase(desk, { act: 'case.closed', one: before, who: { name: by } }, { reason });
    return true;
  });
}
