import { notifyAccount } from '../../../account/notify-account.ts';
import { notifyEveryContact } from '../../../account/notify-every-contact.ts';
import type { Account } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOf } from './case-deps.ts';

/**
 * What rejecting an `identidad-disputada` does: the number stays with its account. A contest that waited for the desk is
 * over, and a return that another case decided does not take effect. Whatever froze the account still does: its holder
 * opens it as any frozen account.
 */
export async function keepNumber(deps: Deps, one: DeskCase): Promise<void> {
  const found = await accountOf(deps, one);
  const account = found && (await deps.accounts.lock(found.id));
  if (!account) return;
  await endReturn(deps, account);
  if (account.contest !== 'desk') return;
  const kept = await deps.accounts.change(account.id, (latest) => ({ ...latest, contest: undefined }));
  const notice = { kind: 'contest-over', at: instantOf(deps.now()), folio: one.folio } as const;
  await notifyEveryContact(deps, kept ?? account, async () => notice);
}

async function endReturn(deps: Deps, account: Account): Promise<void> {
  const { id: accountId, subject } = account;
  const hold = await deps.pendingChanges.waiting(accountId, 'counter');
  if (!hold || (await deps.pendingChanges.counterOf(hold.id))?.effect.number !== true) return;
  await deps.pendingChanges.end(hold.id, 'withdrawn');
  const details = { kind: 'counter', by: 'desk' };
  await deps.audit.record({ act: 'hold.withdrawn', accountId, subject, details });
  await notifyAccount(deps, account, { kind: 'counter-withdrawn', folio: hold.folio });
}
