import type { ProvedHolder } from '../../../account/proved-holder.ts';
import { tellPerson } from '../../../account/tell-of-case.ts';
import { isDecided } from '../../../domain/facilitador/facilitador-request.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import { withdrawCase } from '../../cases/use-cases/own-case.ts';
import { lockProved, requestOf, unlessChanged } from './company-request.ts';

/**
 * The company withdraws a request that is not decided: its case ends, its files are released, the folio stays readable,
 * and the company is told by mail. Throws `facilitador-changed` for one that is decided, over, or another company's, and
 * what `assertProved` throws.
 */
export async function withdrawRequest(deps: Deps, proved: ProvedHolder, folio: string): Promise<void> {
  await deps.atomically(async () => {
    const { id: account } = await lockProved(deps, proved);
    const request = await requestOf(deps, account, folio);
    const one = request && !isDecided(request) ? await deps.cases.findByFolio(folio) : undefined;
    if (!one) throw new Refusal('facilitador-changed');
    const withdrawn = await unlessChanged(() => withdrawCase(deps, { folio, account, actor: one.actor }));
    await tellPerson(deps, withdrawn, 'withdrawn');
  });
}
