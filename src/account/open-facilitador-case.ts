import type { Case } from '../domain/cases/case.ts';
import { newCase } from '../domain/cases/new-case.ts';
import type { FacilitadorRequest } from '../domain/facilitador/facilitador-request.ts';
import type { Deps } from '../ports/deps.ts';
import { tellPerson } from './tell-of-case.ts';

/**
 * Opens the case in which two people review a request, under its id and folio, in the transaction that stored it; the
 * company is told by mail. What it may ask for is bounded where it asks.
 */
export async function openFacilitadorCase(deps: Deps, request: FacilitadorRequest): Promise<void> {
  await keepCase(deps, request, {});
  const opened = await deps.cases.findByFolio(request.folio);
  if (opened) await tellPerson(deps, opened, 'received');
}

/** Keeps the case of a request, begun so, and tells no one. */
export async function keepCase(
  deps: Pick<Deps, 'cases' | 'now'>,
  { id, folio, company, askedBy, files, digest }: FacilitadorRequest,
  begun: Pick<Partial<Case>, 'state' | 'returned'>,
): Promise<void> {
  const copy = { file: files.document, sha256: digest };
  const one = newCase({ kind: 'facilitador', openedBy: 'person', actor: askedBy.subject, copy }, deps.now());
  await deps.cases.open({
    id,
    folio,
    begun: Object.assign(one, begun),
    about: { profile: 'juridica', identifier: company.rut },
    accountId: company.accountId,
    claim: ['facilitador', id],
  });
}
