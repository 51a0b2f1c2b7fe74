import { type Decision, responsibleFor } from '../../../domain/cases/case.ts';
import { changeDueAt } from '../../../domain/pending-change-term.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOf } from './case-deps.ts';
import { assertChangeable, changeAccount } from './change-account.ts';
import { keepNumber } from './keep-number.ts';

/**
 * What granting an `identidad-disputada` does: a registration of an identifier of the old system that was stopped waits
 * again, a whole waiting period, and nothing stops it any more; of every other account `changeAccount` begins. Throws
 * `case-refused` where the person at the counter asked for other contacts than those of the registration.
 */
export async function decideDisputed(deps: Deps, one: DeskCase, decision: Decision): Promise<void> {
  const request = await recreationOf(deps, one);
  if (!request) return changeAccount(deps, one, decision);
  const { account } = await assertChangeable(deps, one);
  const decided = { caseId: one.id, by: responsibleFor(one, decision) };
  await deps.pendingChanges.reinstate(request.id, decided, changeDueAt(deps.now(), deps.pendingChangeHours));
  const { id: accountId, subject } = account;
  const details = { kind: request.kind, by: 'desk' };
  await deps.audit.record({ act: 'hold.begun', accountId, subject, details });
}

/** What rejecting one does: a registration that was stopped is dropped, and its person told; else the number stays. */
export async function rejectDisputed(deps: Deps, one: DeskCase): Promise<void> {
  const request = await recreationOf(deps, one);
  const account = request && (await deps.accounts.lock(request.accountId));
  if (!request || !account) return keepNumber(deps, one);
  if (!(await deps.pendingChanges.refuseAtDesk(request.id))) return;
  const { id: accountId, subject, personal } = account;
  await deps.audit.record({ act: 'hold.refused', accountId, subject, details: { kind: request.kind } });
  const notice = { kind: 'recreation-refused', folio: request.folio } as const;
  if (request.confirmedAt) await deps.notifier.send(notice, { channel: 'mail', to: personal.email }, accountId);
}

async function recreationOf(deps: Deps, one: DeskCase) {
  const account = await accountOf(deps, one);
  return account && deps.pendingChanges.recreationOf(account.id);
}
