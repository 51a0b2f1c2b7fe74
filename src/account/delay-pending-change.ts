import type { Account } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import { KEY_ADDS_HOURS } from '../domain/pending-change-term.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';
import { notifyAccount } from './notify-account.ts';

/**
 * Delays a request that rests on a document by 72 hours, once, on the strength of the key alone: a user who has only
 * the key may be the thief, and cannot stop it (floor 5). Part of the caller's transaction; returns whether it was
 * delayed.
 */
export async function delayPendingChange(
  deps: Pick<Deps, 'audit' | 'pendingChanges' | 'notifier'>,
  account: Account,
  hold: PendingChange,
  visitor: Visitor,
): Promise<boolean> {
  const dueAt = new Date(hold.dueAt.getTime() + KEY_ADDS_HOURS * 3_600_000);
  if (!(await deps.pendingChanges.delay(hold.id, dueAt))) return false;
  const { kind, folio } = hold;
  await deps.audit.record({
    act: 'hold.delayed',
    accountId: account.id,
    subject: account.subject,
    visitor,
    details: { kind },
  });
  await notifyAccount(deps, account, { kind: 'hold-delayed', folio, until: instantOf(dueAt) });
  return true;
}
