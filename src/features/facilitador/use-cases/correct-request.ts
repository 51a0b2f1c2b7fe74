import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { actForChange } from '../../../account/representation.ts';
import type { FacilitadorData } from '../../../domain/facilitador/facilitador-data.ts';
import type { FacilitadorRequest, RequestFiles } from '../../../domain/facilitador/facilitador-request.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { answerWithRequest } from '../../cases/use-cases/answer-request.ts';
import { assertMailboxOfFacilitador } from './company-contacts.ts';

/** The request of a company that is to be corrected; undefined for any other folio. */
export async function toCorrect(
  { facilitadorRequests }: Pick<Deps, 'facilitadorRequests'>,
  accountId: string,
  folio: string,
): Promise<FacilitadorRequest | undefined> {
  const own = await facilitadorRequests.ofCompany(accountId);
  return own.find((request) => request.folio === folio && request.state === 'observada');
}

/** What was corrected: parts that no member sent back are as they were. */
export interface Correction {
  readonly data: FacilitadorData;
  readonly files: RequestFiles;
}

/**
 * The company sends what it corrected, and the review goes on. Who represents it at the SII is asked again. Throws
 * `form-stale` where nothing is to be corrected any more, `facilitador-parts-missing`, `facilitador-email-company`,
 * `facilitador-email-taken`, M-40 and M-44, and what `assertProved` throws.
 */
export async function correctRequest(
  deps: Deps,
  proved: ProvedHolder & { readonly run: Rut },
  request: FacilitadorRequest,
  { data, files }: Correction,
  visitor: Visitor,
): Promise<void> {
  await actForChange(deps, proved.account, proved.run, visitor);
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(proved.account.id);
    if (account?.state !== 'activa') throw new Refusal('form-stale');
    await assertProved(deps, proved, { account, actor: proved.actor });
    assertMailboxOfFacilitador(account, data.email);
    for (const part of ['declaration', 'document'] as const)
      if (files[part] !== request.files[part] && !(await deps.files.keep(files[part])))
        throw new Refusal('facilitador-parts-missing');
    await answerWithRequest(deps, { ...request, data, files });
  });
}
