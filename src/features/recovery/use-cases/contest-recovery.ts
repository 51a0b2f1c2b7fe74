import { contestAccount } from '../../../account/contest-account.ts';
import { expired } from '../../../account/flow-steps.ts';
import { isNamed } from '../../../account/representation.ts';
import type { Account } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { isCardRecent } from '../../../domain/identity.ts';
import { type RecoveryStep, runOfCard } from '../../../domain/recovery.ts';
import { turnTo } from '../../../domain/recovery-pages.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingCard } from '../../../ports/pending-changes.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { accountOf, type RecoveryOf, recoverySteps } from './recovery-flow.ts';

/** A recovery whose card is still valid, the account that it is about, and the card. */
interface CardInHand {
  readonly recovery: StoredRecovery;
  readonly account: Account;
  readonly card: PendingCard;
}

/**
 * The recovery at this step, with the card that was shown in this browser. Past 15 minutes the card is asked again
 * (`card-over`); without an account there is nothing to contest (`flow-expired`).
 */
export async function cardInHand(deps: Deps, of: RecoveryOf, step: RecoveryStep): Promise<CardInHand> {
  const { recovery, serial } = await withCard(deps, of, step);
  const account = await accountOf(deps, recovery);
  if (!account) throw expired('recovery');
  return { recovery, account, card: { run: runOfCard(recovery), serial } };
}

/** The recovery at this step, whether or not there is an account, with the card; throws `card-over`. */
export async function withCard(
  deps: Deps,
  of: RecoveryOf,
  step: RecoveryStep,
): Promise<{ readonly recovery: StoredRecovery; readonly serial: CedulaSerial }> {
  const recovery = await recoverySteps(deps).at(of, step);
  const { serial, cardAt } = recovery;
  if (serial && isCardRecent(cardAt === undefined ? undefined : new Date(cardAt), deps.now()))
    return { recovery, serial };
  await recoverySteps(deps).advance(of, step, (latest) => turnTo(latest, { card: false, serial: undefined }));
  throw new Refusal('card-over');
}

/**
 * «Esta cuenta no la abrí yo», on the last page of a recovery of an account that was never proved: what was sent to the
 * contacts on file proves nothing, and the next page asks for the contest. Changes no other recovery.
 */
export async function denyAccount(deps: Deps, of: RecoveryOf): Promise<void> {
  await recoverySteps(deps).advance(of, 'sent', (latest) =>
    latest.unproved && latest.card ? turnTo(latest, { email: 'wrong', sent: false }) : latest,
  );
}

/**
 * Contests the account of a recovery: the page shows the result. Throws `not-representative` where the person
 * left the SII's list meanwhile, and `flow-step` after a second click, which changes nothing.
 */
export async function finishContest(deps: Deps, of: RecoveryOf, visitor: Visitor): Promise<void> {
  const { account, card } = await cardInHand(deps, of, 'contest');
  if (!(await isNamed(deps, account, card.run))) throw new Refusal('not-representative');
  await recoverySteps(deps).advance(of, 'contest', async (latest) => {
    const contested = await contestAccount(deps, account, card, visitor);
    return { ...latest, contested };
  });
}
