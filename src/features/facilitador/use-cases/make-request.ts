import { expired } from '../../../account/flow-steps.ts';
import { openFacilitadorCase } from '../../../account/open-facilitador-case.ts';
import { assertStillHeld, provedInJourney } from '../../../account/proved-holder.ts';
import { assertRepresents, companyNow } from '../../../account/representation.ts';
import { rutOf } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredDraft } from '../../../ports/facilitador-drafts.ts';
import type { NewFacilitadorRequest } from '../../../ports/facilitador-requests.ts';
import { assertMailboxOfFacilitador } from './company-contacts.ts';
import { type DraftOf, draftSteps, holderOfDraft } from './draft-flow.ts';

/**
 * «Realizar Solicitud»: the SII is asked again who represents the company, and the request is made once: a second click
 * throws `flow-step`, and changes nothing. Ten a day for a company; one that is not made counts as none. Throws
 * `facilitador-parts-missing` where a file is gone or was rejected meanwhile, `too-many-facilitadores`, M-40 and M-44,
 * and what the data of the draft are refused with.
 */
export async function makeRequest(deps: Deps, of: DraftOf, visitor: Visitor): Promise<void> {
  const draft = await draftSteps(deps).at(of, 'review');
  const request = await judged(deps, draft);
  const by = request.company.accountId;
  const { allowed, until } = await deps.throttles.consume(rateLimits.facilitadoresByCompany, by);
  if (!allowed) throw new Refusal('too-many-facilitadores', { until });
  try {
    await draftSteps(deps).advance(of, 'review', (latest) => store(deps, latest, request, visitor));
  } catch (error) {
    await deps.throttles.refund(rateLimits.facilitadoresByCompany, by);
    throw error;
  }
}

/** What is asked for, judged again as a whole. */
async function judged(deps: Deps, draft: StoredDraft): Promise<NewFacilitadorRequest> {
  const { declaration, documentFile, document, person, representative: run, factor } = draft;
  const holder = await holderOfDraft(deps, draft);
  const { account, actor: subject } = holder;
  if (!declaration || !documentFile || !document || !person || !run || !subject) throw expired('facilitador-draft');
  await assertStillHeld(deps, provedInJourney(holder, factor === undefined || factor === 'asked' ? 'none' : factor));
  const { razonSocial } = assertRepresents(await companyNow(deps, rutOf(account)), run);
  assertMailboxOfFacilitador(account, person.email);
  return {
    company: { accountId: account.id, rut: rutOf(account), razonSocial },
    askedBy: { subject, run },
    data: { ...person, document },
    files: { declaration: declaration.id, document: documentFile.id },
  };
}

/** In the transaction of the draft's step; nothing of the facilitador stays in the draft. */
async function store(
  deps: Deps,
  { declaration, documentFile, document, person, ...draft }: StoredDraft,
  request: NewFacilitadorRequest,
  visitor: Visitor,
): Promise<StoredDraft> {
  for (const id of Object.values(request.files))
    if (!(await deps.files.keep(id))) throw new Refusal('facilitador-parts-missing');
  const opened = await deps.facilitadorRequests.open(request);
  const { id, folio, createdAt } = opened;
  await deps.audit.record({
    act: 'facilitador.requested',
    accountId: request.company.accountId,
    subject: request.askedBy.subject,
    visitor,
    details: { folio, request: id, actor: request.askedBy.subject },
  });
  await openFacilitadorCase(deps, opened);
  return { ...draft, done: true, outcome: { folio, at: createdAt.toISOString() } };
}
