import type { Account } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';
import { notifyEveryContact } from './notify-every-contact.ts';
import { openCaseOfAct } from './open-case.ts';

/**
 * Ends a contest in favour of the account, which is restored; part of a transaction that has locked its row.
 * `withdrawn`: the card was shown from a known device; `refused`: the second check of the card failed.
 */
export async function endContest(
  deps: Deps,
  account: Account,
  { id, folio }: Pick<PendingChange, 'id' | 'folio'>,
  how: 'withdrawn' | 'refused',
): Promise<void> {
  if (!(await deps.pendingChanges.end(id, how))) return;
  const thaws = account.contest === 'frozen' && account.state === 'congelada';
  const ended = await deps.accounts.change(account.id, (latest) => ({
    ...latest,
    contest: undefined,
    state: thaws ? 'activa' : latest.state,
  }));
  if (thaws) await deps.clientEvents.publish(account, 'account-enabled');
  const notice = { kind: 'contest-over', at: instantOf(deps.now()), folio } as const;
  await notifyEveryContact(deps, ended ?? account, async () => notice);
}

/** From now on two people at the desk decide: the card of the same person was shown twice. */
export async function sendContestToDesk(
  deps: Deps,
  account: Account,
  { id, folio }: Pick<PendingChange, 'id' | 'folio'>,
): Promise<void> {
  if (!(await deps.pendingChanges.end(id, 'desk'))) return;
  await deps.accounts.change(account.id, (latest) => ({ ...latest, contest: 'desk' }));
  const found = await openCaseOfAct(deps, account, { folio, kind: 'identidad-disputada' });
  await notifyEveryContact(deps, account, async () => ({ kind: 'contest-at-desk', folio: found }));
}
