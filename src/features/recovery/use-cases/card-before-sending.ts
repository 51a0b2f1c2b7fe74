import { waysBack } from '../../../account/deliver-key.ts';
import type { Account } from '../../../domain/account.ts';
import { nextStep, turnTo } from '../../../domain/recovery.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { phoneOf } from './deliver-recovery.ts';
import { isMailboxShared } from './mailbox-alone.ts';
import { accountOf, type RecoveryOf } from './recover-key.ts';

/**
 * After a right answer: where it is not enough to send by, the next page asks for the card, and none says that it is the
 * last. A migrante, who shows no card, is told so by the last page.
 */
export async function askCardBefore(deps: Deps, of: RecoveryOf): Promise<void> {
  const recovery = await deps.recoveries.find(of.id, of.browser);
  if (!recovery || recovery.profile === 'migrante' || nextStep(recovery) !== 'send') return;
  if (await mustShowCard(deps, await accountOf(deps, recovery), recovery)) await turnToCard(deps, of);
}

/** From now on the next page asks for the card. */
export const turnToCard = async ({ recoveries }: Deps, of: RecoveryOf): Promise<void> => {
  await recoveries.change(of.id, of.browser, (latest) => turnTo(latest, { cardAlways: true }));
};

/** Whether what is known is not enough to send by: the SII's list changed, the account is stopped, or its one mailbox is shared. */
export async function mustShowCard(
  deps: Deps,
  account: Account | undefined,
  recovery: StoredRecovery,
): Promise<boolean> {
  if (!account || recovery.card) return false;
  return needsCard(account) || needsMore(deps, account, recovery);
}

/** An answer sends the key to the mailbox alone where there is no mobile: not to a mailbox that many accounts share. */
async function needsMore(deps: Deps, account: Account, recovery: StoredRecovery): Promise<boolean> {
  if (waysBack(deps, account) !== 'key' || phoneOf(deps, account, recovery)) return false;
  return isMailboxShared(deps, account);
}

const needsCard = ({ keyNeedsCard, state }: Account): boolean => keyNeedsCard === true || state === 'congelada';
