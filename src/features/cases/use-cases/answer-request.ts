import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { stepOfPerson } from './step-case.ts';

/** A request with what the company corrected of it. */
export type Corrected = Pick<FacilitadorRequest, 'id' | 'folio' | 'version' | 'company' | 'data' | 'files'>;

/**
 * The company corrected what was sent back: data and files are those of the request from now on, and the case goes on.
 * Files that were replaced are released. Throws `case-refused` where it waits for no correction, or changed meanwhile,
 * and what `FacilitadorRequests.change` throws.
 */
export function answerWithRequest(deps: Deps, corrected: Corrected): Promise<DeskCase> {
  const { folio, company, files } = corrected;
  return deps.atomically(async () => {
    const copy = { file: files.document, sha256: await deps.facilitadorRequests.digestNow(corrected) };
    const kept = await deps.cases.findByFolio(folio);
    const at = { folio, account: company.accountId, actor: kept?.actor };
    return stepOfPerson(deps, at, 'answer', () => writeCorrected(deps, corrected), copy);
  });
}

/** Under the lock of the case, which is taken before that of the request. */
async function writeCorrected(deps: Deps, { id, version, data, files }: Corrected): Promise<undefined> {
  const before = await deps.facilitadorRequests.find(id);
  const state = 'en-revision';
  const changed = await deps.facilitadorRequests.change(id, version, () => ({ data, files, state, observed: [] }));
  if (!before || !changed) throw new Refusal('case-refused', { why: 'form-stale' });
  for (const part of ['declaration', 'document'] as const)
    if (before.files[part] !== files[part]) await deps.files.release(before.files[part]);
}
