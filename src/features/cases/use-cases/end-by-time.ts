import { eachApart } from '../../../account/each-apart.ts';
import { caseStep } from '../../../domain/cases/case-step.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import { type CaseDeps, noteOnCase } from './case-deps.ts';
import { followCase } from './follow-case.ts';

const ALONE = { concerned: [], otherOffices: false };
/** Cases of one turn. */
const BATCH = 50;

/**
 * Ends cases by time: those whose person did not come or answer, and decided ones that can be appealed no more. The
 * number that each is about is erased. Returns whether there may be more. One that fails keeps none of the others; the
 * first fault is thrown at the end.
 */
export async function endCasesByTime(deps: CaseDeps): Promise<boolean> {
  const folios = await deps.cases.expired(deps.now(), BATCH);
  await eachApart(folios, (folio) => endOne(deps, folio));
  return folios.length === BATCH;
}

/** Nothing where the person came or answered meanwhile. */
async function endOne(deps: CaseDeps, folio: string): Promise<void> {
  await deps.atomically(async () => {
    let before: DeskCase | undefined;
    const ended = await deps.cases.change(folio, (one) => {
      before = one;
      const type = one.state === 'espera-persona' ? 'expire' : 'close';
      return caseStep(one, { type, at: deps.now() }, ALONE).next;
    });
    if (ended) await followCase(deps, ended);
    if (ended?.state === 'vencida' && before)
      await noteOnCase(deps, { act: 'case.expired', one: before, who: 'clock' });
  });
}
