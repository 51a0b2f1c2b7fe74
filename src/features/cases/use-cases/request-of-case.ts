import type { ReturnedCase } from '../../../domain/cases/case.ts';
import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredFile } from '../../../ports/files.ts';
import { filesOfCase } from './file-of-case.ts';

/** The request of a case, with its files, the other requests for the same document, and what the invited person wrote. */
export interface RequestOfCase {
  readonly request: FacilitadorRequest;
  readonly files: readonly StoredFile[];
  readonly same: readonly FacilitadorRequest[];
  readonly returned: readonly ReturnedCase[];
}

/** Undefined for a case of another kind. */
export async function requestOfCase(deps: Deps, one: DeskCase): Promise<RequestOfCase | undefined> {
  const request = one.kind === 'facilitador' ? await deps.facilitadorRequests.find(one.id) : undefined;
  if (!request) return undefined;
  return {
    request,
    files: await filesOfCase(deps, one),
    same: await deps.facilitadorRequests.ofSameDocument(request),
    returned: one.returned ?? [],
  };
}
