import { waysBack } from '../../../account/deliver-key.ts';
import { expired } from '../../../account/flow-steps.ts';
import { isNamed } from '../../../account/representation.ts';
import { isMailboxShared } from '../../../account/shared-mailbox.ts';
import { assertOpensAfterTheft } from '../../../account/stolen-card.ts';
import { type Account, hasNie } from '../../../domain/account.ts';
import { runOfCard } from '../../../domain/recovery.ts';
import { turnTo } from '../../../domain/recovery-pages.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { phoneOf } from './deliver-recovery.ts';
import { accountOf, type RecoveryOf, recoverySteps } from './recovery-flow.ts';
import { assertNotSuspended, isSuspended } from './suspended.ts';

/**
 * After a right answer: where it is not enough to send by, the next page asks for the card, and none is announced as
 * the last. A migrante, who shows no card, reads that on the last page.
 */
export async function askCardBefore(deps: Deps, of: RecoveryOf, recovery: StoredRecovery): Promise<void> {
  if (hasNie(recovery.profile) || recoverySteps(deps).next(recovery) !== 'send') return;
  if (await mustShowCard(deps, await accountOf(deps, recovery), recovery)) await turnToCard(deps, of);
}

/** From now on the next page asks for the card. */
export async function turnToCard(deps: Deps, of: RecoveryOf): Promise<void> {
  await recoverySteps(deps).advance(of, 'send', (latest) => turnTo(latest, { cardAlways: true }));
}

/**
 * Whether what is known is not enough to send by: the SII's list changed, the account is stopped, or its one mailbox is
 * shared.
 */
export async function mustShowCard(
  deps: Deps,
  account: Account | undefined,
  recovery: StoredRecovery,
): Promise<boolean> {
  if (!account || recovery.card) return false;
  return needsCard(account) || needsMore(deps, account, recovery);
}

/**
 * After an answer the key is sent to the mailbox alone where there is no mobile: not to a mailbox that many accounts
 * share.
 */
async function needsMore(deps: Deps, account: Account, recovery: StoredRecovery): Promise<boolean> {
  if (waysBack(deps, account) !== 'key' || phoneOf(deps, account, recovery)) return false;
  return isMailboxShared(deps, account);
}

const needsCard = (account: Account): boolean =>
  account.keyNeedsCard === true || account.state === 'congelada' || isSuspended(account);

/**
 * Whether a recovery may still send what it began for, however long ago its steps were: the card is valid after a
 * theft, the account holds its number, and the person of the card represents the company by the SII's last answer.
 * Where only the last one fails it gives false, and the next page asks again who represents it. Throws `flow-expired`
 * where the number was taken back, closed or moved meanwhile, `card-stolen`, `document-at-desk`, and what a suspended
 * account throws.
 */
export async function maySend(
  deps: Deps,
  of: RecoveryOf,
  account: Account | undefined,
  recovery: StoredRecovery,
): Promise<boolean> {
  const { serial, representative } = recovery;
  if (serial) await assertOpensAfterTheft(deps, account, { run: runOfCard(recovery), serial });
  if (recovery.card) await assertNotSuspended(deps, recovery);
  const { profile, identifier } = account ?? recovery;
  const holder = await deps.accounts.findByIdentifier(profile, identifier);
  if (!account) return true;
  if (holder?.id !== account.id) throw expired('recovery');
  if (representative === undefined || (await isNamed(deps, account, representative))) return true;
  await deps.recoveries.change(of.id, of.browser, forgetRepresentative);
  return false;
}

const forgetRepresentative = (latest: StoredRecovery): StoredRecovery => ({
  ...latest,
  representative: undefined,
  named: undefined,
  card: false,
  serial: undefined,
  cardAt: undefined,
  email: 'unasked',
  contacts: undefined,
  sheet: undefined,
  sheetCode: undefined,
  sent: false,
  outcome: undefined,
});
