import type { ProvedHolder } from '../../../account/proved-holder.ts';
import type { FacilitadorData } from '../../../domain/facilitador/facilitador-data.ts';
import type { FacilitadorRequest, RequestFiles } from '../../../domain/facilitador/facilitador-request.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import { answerWithRequest } from '../../cases/use-cases/answer-request.ts';
import { assertMailboxOfFacilitador } from './company-contacts.ts';
import { lockProved, requestOf, unlessChanged } from './company-request.ts';

/** What was corrected: parts that no member sent back are as they were. */
interface Correction {
  readonly data: FacilitadorData;
  readonly files: RequestFiles;
}

/**
 * The company sends what it corrected of a request as it was shown, and the review goes on. A second click that sends the
 * same changes nothing. Throws `facilitador-changed` where the request has another version by now or waits for no
 * correction, `nothing-changed`, `facilitador-parts-missing`, `facilitador-email-company`, `facilitador-email-taken`,
 * and what `assertProved` throws.
 */
export async function correctRequest(
  deps: Deps,
  proved: ProvedHolder,
  shown: FacilitadorRequest,
  { data, files }: Correction,
): Promise<void> {
  await deps.atomically(async () => {
    const account = await lockProved(deps, proved);
    const corrected = { ...shown, data, files };
    const digest = await deps.facilitadorRequests.digestNow(corrected);
    if (digest === shown.digest) throw new Refusal('nothing-changed');
    const now = await requestOf(deps, account.id, shown.folio);
    if (now?.digest === digest && now.state !== 'observada') return;
    assertMailboxOfFacilitador(account, data.email);
    await holdNew(deps, shown.files, files);
    await unlessChanged(() => answerWithRequest(deps, corrected));
  });
}

async function holdNew(deps: Pick<Deps, 'files'>, before: RequestFiles, after: RequestFiles): Promise<void> {
  for (const part of ['declaration', 'document'] as const)
    if (after[part] !== before[part] && !(await deps.files.keep(after[part])))
      throw new Refusal('facilitador-parts-missing');
}
