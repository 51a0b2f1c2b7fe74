import { checkAccountCode } from '../../../account/account-code.ts';
import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { cardRunOf } from '../../../account/factor-loss.ts';
import { notifyOtherContacts } from '../../../account/notify-each-contact.ts';
import { openPendingChange } from '../../../account/open-pending-change.ts';
import { assertOpensAfterTheft } from '../../../account/stolen-card.ts';
import { stoppedNow } from '../../../account/stopped-now.ts';
import type { Account } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Notice, Waits } from '../../../ports/notice.ts';
import type { PendingCard } from '../../../ports/pending-changes.ts';
import { assertProofsOpen } from './assert-proofs-open.ts';
import { type Losing, lossHolderOf } from './losing.ts';
import { lossCodeOf } from './loss-code.ts';

/** What is typed besides the key: six digits from the mailbox, and the number of the card. */
interface LossProof {
  readonly code: string;
  readonly serial: CedulaSerial;
  readonly browser: string;
}

/**
 * Asks that a lost factor ends after the waiting period, by key, mailbox and card; returns the token of the page of the
 * request. The code is judged first, so that only a reader of the mailbox can try cards, and is used up with the
 * request. Every contact is told, with the link that stops it. Throws what code and card throw, `too-many-losses`, and
 * what `assertProofsOpen` throws.
 */
export async function askFactorLoss(
  deps: Deps,
  who: Losing,
  { code, serial, browser }: LossProof,
  visitor: CardVisitor,
): Promise<string> {
  await assertProofsOpen(deps, who);
  const { account } = who;
  const read = await checkAccountCode(deps, lossCodeOf(who, browser), code);
  const run = cardRunOf(lossHolderOf(who));
  await checkCedula(deps, run, serial, { ...visitor, account, codeFor: account.id });
  await assertOpensAfterTheft(deps, account, { run, serial });
  await countRequest(deps, account);
  return deps.atomically(async () => {
    const latest = { ...who, account: await lockUnchanged(deps, account) };
    await assertProofsOpen(deps, latest);
    if (!(await deps.accountCodes.prove(read))) throw new Refusal('contact-code-spent');
    return open(deps, latest, { run, serial }, visitor);
  });
}

/** Counted by the key too: what a thief of it spent does not bind the owner who has chosen another. */
async function countRequest({ throttles }: Pick<Deps, 'throttles'>, { id, keyChangedAt }: Account): Promise<void> {
  const { allowed, until } = await throttles.consume(rateLimits.factorLosses, id, keyChangedAt.toISOString());
  if (!allowed) throw new Refusal('too-many-losses', { until });
}

async function lockUnchanged(deps: Deps, seen: Account): Promise<Account> {
  const account = await deps.accounts.lock(seen.id);
  if (account?.state !== 'activa') throw await stoppedNow(deps, account);
  const sameKey = account.keyChangedAt.getTime() === seen.keyChangedAt.getTime();
  if (!sameKey || account.confirmed.email?.getTime() !== seen.confirmed.email?.getTime())
    throw new Refusal('proof-lapsed');
  return account;
}

async function open(deps: Deps, { account, actor }: Losing, card: PendingCard, visitor: CardVisitor): Promise<string> {
  const kind = 'factor-loss';
  let told: Notice | undefined;
  const notice = (waits: Waits): Notice => {
    told = { kind: 'factor-loss-asked', ...waits };
    return told;
  };
  const { request } = await openPendingChange(deps, { kind, account, actor, card, notice }, visitor);
  if (told) await notifyOtherContacts(deps, account, told);
  return request;
}
