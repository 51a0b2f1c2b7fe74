import { eachApart } from '../../../account/each-apart.ts';
import { mailOf } from '../../../account/invitation-standing.ts';
import { actOf } from '../../../account/send-invitation.ts';
import { caseStep } from '../../../domain/cases/case-step.ts';
import { instantOf } from '../../../domain/instant.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { noteOnCase } from './case-deps.ts';
import { followCase } from './follow-case.ts';

const ALONE = { concerned: [], otherOffices: false };
const BATCH = 50;

/**
 * A job for a ticker: ends the open invitations, and the requests that are not decided, of companies whose account was
 * closed or taken back. Whether there may be more. One that fails keeps none of the others; the first fault is thrown at
 * the end.
 */
export async function endForEndedCompanies(deps: Deps): Promise<boolean> {
  const invitations = await deps.facilitadorInvitations.ofEndedCompanies(BATCH);
  const requests = await deps.facilitadorRequests.ofEndedCompanies(BATCH);
  const ends = [
    ...invitations.map((id) => () => endInvitation(deps, id)),
    ...requests.map((id) => () => endRequest(deps, id)),
  ];
  await eachApart(ends, (end) => end());
  return invitations.length === BATCH || requests.length === BATCH;
}

/** The person is told where a mail went before. */
async function endInvitation(deps: Deps, id: string): Promise<void> {
  await deps.atomically(async () => {
    const ended = await deps.facilitadorInvitations.change(id, ['por-enviar', 'enviada'], { state: 'retirada' });
    if (!ended) return;
    const company = await deps.accounts.find(ended.company.accountId);
    if (company)
      await deps.audit.record({ ...actOf(company, ended, { reason: 'empresa' }), act: 'invitation.withdrawn' });
    if (!ended.expiresAt) return;
    const existing = ended.nie && (await deps.accounts.findByIdentifier('facilitador', ended.nie));
    const to = mailOf(ended, existing?.state === 'activa' ? existing : undefined);
    const { razonSocial } = ended.company;
    const notice = { kind: 'invitation-ended', at: instantOf(deps.now()), company: razonSocial } as const;
    await deps.notifier.send(notice, { channel: 'mail', to });
  });
}

/** Its case ends as one that was withdrawn, and with it its files. */
async function endRequest(deps: Deps, id: string): Promise<void> {
  await deps.atomically(async () => {
    const request = await deps.facilitadorRequests.find(id);
    let before: DeskCase | undefined;
    const ended =
      request &&
      (await deps.cases.change(request.folio, (one) => {
        before = one;
        return caseStep(one, { type: 'conclude', reason: 'desistida', at: deps.now() }, ALONE).next;
      }));
    if (!ended || !before) return;
    await followCase(deps, ended);
    await noteOnCase(deps, { act: 'case.closed', one: before, who: 'clock' }, { reason: 'desistida' });
  });
}
