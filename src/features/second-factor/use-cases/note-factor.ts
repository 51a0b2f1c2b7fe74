import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { type NoticeFor, notifyAccount } from '../../../account/notify-account.ts';
import { notifyReplaced } from '../../../account/notify-replaced.ts';
import type { FactorHolder } from '../../../account/prove-factor.ts';
import { whoActed } from '../../../account/who-acted.ts';
import type { FactorKind } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** Writes into the trail that a factor was added or removed, and tells every contact (floor 10). */
export async function noteFactor(
  deps: Deps,
  { account, actor }: FactorHolder,
  change: 'added' | 'removed',
  factor: FactorKind,
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = account;
  const details = { factor, ...(actor ? { actor } : {}) };
  await deps.audit.record({ act: `factor.${change}`, accountId, subject, visitor, details });
  const done = doneNow(deps, visitor, await whoActed(deps, account, actor));
  const notice: NoticeFor = async (to) => ({
    kind: `factor-${change}`,
    ...done,
    factor,
    link: await disavowLink(deps, account, to),
  });
  await notifyReplaced(deps, account, notice);
  await notifyAccount(deps, account, notice);
}
