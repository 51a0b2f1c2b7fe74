import { newCase } from '../domain/cases/new-case.ts';
import type { FacilitadorRequest } from '../domain/facilitador/facilitador-request.ts';
import type { Deps } from '../ports/deps.ts';
import { tellPerson } from './tell-of-case.ts';

/**
 * Opens the case in which two people review a request, under its id and folio, in the transaction that stored it; the
 * company is told by mail. What it may ask for is bounded where it asks.
 */
export async function openFacilitadorCase(deps: Deps, request: FacilitadorRequest): Promise<void> {
  const { id, folio, company, askedBy, files, digest } = request;
  const copy = { file: files.document, sha256: digest };
  await deps.cases.open({
    id,
    folio,
    begun: newCase({ kind: 'facilitador', openedBy: 'person', actor: askedBy.subject, copy }, deps.now()),
    about: { profile: 'juridica', identifier: company.rut },
    accountId: company.accountId,
    claim: ['facilitador', id],
  });
  const opened = await deps.cases.findByFolio(folio);
  if (opened) await tellPerson(deps, opened, 'opened');
}
