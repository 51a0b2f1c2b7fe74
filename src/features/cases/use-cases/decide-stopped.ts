import { askContact } from '../../../account/ask-contact.ts';
import { endBlockOf } from '../../../account/end-block.ts';
import { type Decision, responsibleFor } from '../../../domain/cases/case.ts';
import { changeDueAt } from '../../../domain/pending-change-term.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange } from '../../../ports/pending-changes.ts';
import { accountOf } from './case-deps.ts';
import { assertChangeable, changeAccount } from './change-account.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * What granting a `segunda-detencion` does: the request that was proposed takes effect at its own hour, or at once where
 * that is over, and nothing stops it any more. A new e-mail that was never confirmed is asked again, and has the waiting
 * period for it. A block ends first. Without such a request it opens a frozen account by a new key, after the waiting
 * period. Throws `case-refused` where it is not what the person at the counter asked for, or a newer one was stopped.
 */
export async function decideStopped(deps: Deps, one: DeskCase, decision: Decision): Promise<void> {
  const { account } = await assertChangeable(deps, one);
  const request = await proposedOf(deps, one, account.id);
  if (!request) return changeAccount(deps, one, decision);
  await endBlockOf(deps, account.id, { by: 'desk' });
  const unread = request.confirmedAt ? undefined : request.contacts;
  const dueAt = unread ? changeDueAt(deps.now(), deps.pendingChangeHours) : latest(request, deps.now());
  await deps.pendingChanges.reinstate(request.id, { caseId: one.id, by: responsibleFor(one, decision) }, dueAt);
  const { id: accountId, subject } = account;
  const details = { kind: request.kind, by: 'desk' };
  await deps.audit.record({ act: 'hold.begun', accountId, subject, details });
  if (!unread) return;
  const until = new Date(dueAt.getTime() + DAY_MS);
  await askContact(deps, account, unread.email, await deps.links.issue('hold', accountId, until, request.id));
}

/**
 * What rejecting one does: a request that was rejected twice is refused for good, and so is at once that of a case which
 * the stop itself opened, since its person has no page to appeal it. After the first rejection its person may ask that another member
 * decide; it does not take effect meanwhile, and is refused when it gets too old.
 */
export async function refuseStopped(deps: Deps, one: DeskCase): Promise<void> {
  const final = one.first !== undefined || one.openedBy === 'page';
  const found = final ? await accountOf(deps, one) : undefined;
  const account = found && (await deps.accounts.lock(found.id));
  const request = account && (await proposedOf(deps, one, account.id));
  if (!account || !request || !(await deps.pendingChanges.refuseAtDesk(request.id))) return;
  const { id: accountId, subject } = account;
  await deps.audit.record({ act: 'hold.refused', accountId, subject, details: { kind: request.kind } });
}

/** The stopped request of the account of a case. */
export async function stoppedOf(deps: Pick<Deps, 'accounts' | 'pendingChanges'>, one: DeskCase) {
  const account = one.kind === 'segunda-detencion' ? await accountOf(deps, one) : undefined;
  return account && deps.pendingChanges.atDesk(account.id);
}

/** The stopped request, which has to be the one that the first person looked at. */
async function proposedOf(deps: Deps, { proposal }: DeskCase, accountId: string) {
  const request = await deps.pendingChanges.atDesk(accountId);
  if (request?.id !== proposal?.requestId) throw new Refusal('case-refused', { why: 'request-changed' });
  return request;
}

/** The hold of a request is never shortened. */
const latest = ({ dueAt }: PendingChange, now: Date): Date => (dueAt > now ? dueAt : now);
