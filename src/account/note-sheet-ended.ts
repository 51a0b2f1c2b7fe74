import type { Account } from '../domain/account.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { notifyAccount } from './notify-account.ts';

type Needs = Pick<Deps, 'audit' | 'notifier' | 'links' | 'issuer' | 'now'>;

/** Whose sheet ended, and why: its holder removed it, or a recovery or first proof ended it. */
interface SheetEnd {
  /** Subject of the representative of a company. */
  readonly actor: string | undefined;
  readonly by: 'account' | 'recovery';
}

/** Writes into the trail that a printed sheet ended, and tells the contacts on file (floor 10). */
export async function noteSheetEnded(deps: Needs, account: Account, { actor, by }: SheetEnd, visitor: Visitor) {
  const { id: accountId, subject } = account;
  const details = { by, ...(actor ? { actor } : {}) };
  await deps.audit.record({ act: 'backup-sheet.removed', accountId, subject, visitor, details });
  const done = doneNow(deps, visitor);
  await notifyAccount(deps, account, async (to) => ({
    kind: 'backup-sheet-removed',
    ...done,
    link: await disavowLink(deps, account, to),
  }));
}
