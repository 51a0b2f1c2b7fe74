import type { Account } from '../domain/account.ts';
import { caseStep } from '../domain/cases/case-step.ts';
import type { FacilitadorRequest } from '../domain/facilitador/facilitador-request.ts';
import { Refusal } from '../domain/refusal.ts';
import type { DeskCase } from '../ports/cases.ts';
import type { Deps } from '../ports/deps.ts';
import { keepCase } from './open-facilitador-case.ts';

const ALONE = { concerned: [], otherOffices: false };

/**
 * The invited person returns a request that was approved, in the caller's transaction: its case is open again under the
 * same folio, closed or not, with the reason for those who review; its files are held again, and the request is
 * `en-revision`. Throws `invitation-returned-often`, `invitation-over` where it is not approved any more, and
 * `invitation-return-late` where its files are erased: there is nothing left that could be reviewed.
 */
export async function returnRequest(
  deps: Deps,
  company: Account,
  { request, reason }: { readonly request: FacilitadorRequest; readonly reason: string },
): Promise<void> {
  const { profile, identifier } = company;
  const note = noteOf(deps, company, { request, reason });
  const again = await deps.cases.changeKept(request.folio, { profile, identifier }, async (one) => {
    const next = returnedNow(deps, one, reason);
    await note();
    return next;
  });
  if (!again) {
    await note();
    await keepCase(deps, request, { state: 'en-revision', returned: [{ reason, at: deps.now() }] });
  }
  for (const file of Object.values(request.files))
    if (!(await deps.files.takeUp(file)) && !(await deps.files.keep(file))) throw new Refusal('invitation-return-late');
  await deps.facilitadorRequests.change(request.id, request.version, () => ({ state: 'en-revision' }));
}

function returnedNow({ now }: Pick<Deps, 'now'>, one: DeskCase, reason: string) {
  const { next, refused } = caseStep(one, { type: 'return', reason, at: now() }, ALONE);
  if (next) return next;
  throw new Refusal(refused === 'returns-over' ? 'invitation-returned-often' : 'invitation-over');
}

/** The trail names the words by their digest alone: the company reads its Actividad. */
const noteOf =
  (
    { audit, cases }: Pick<Deps, 'audit' | 'cases'>,
    { id: accountId, subject }: Account,
    { request: { id, folio }, reason }: { readonly request: FacilitadorRequest; readonly reason: string },
  ) =>
  (): Promise<void> => {
    const words = cases.digestOf(id, reason);
    const details = { by: 'invited', folio, kind: 'facilitador', step: 'return', words } as const;
    return audit.record({ act: 'case.changed', accountId, subject, details });
  };
