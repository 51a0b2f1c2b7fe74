import { askContact } from '../../../account/ask-contact.ts';
import { freshKey, RECOVERY_CODES, type Way, waysBack } from '../../../account/deliver-key.ts';
import { firstClick } from '../../../account/flow-steps.ts';
import { contactsOfAccount, recipientsOf } from '../../../account/notify-account.ts';
import { notifyRecovery } from '../../../account/notify-recovery.ts';
import { openPendingChange } from '../../../account/open-pending-change.ts';
import { contestPage } from '../../../account/take-back.ts';
import type { Account } from '../../../domain/account.ts';
import { confirmedRepresentativeEmail } from '../../../domain/contacts.ts';
import { neverProved } from '../../../domain/identity.ts';
import { runOfCard, turnTo } from '../../../domain/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Notice, Waits } from '../../../ports/notice.ts';
import type { Recipient } from '../../../ports/notifier.ts';
import type { PendingCard, PendingChangeKind } from '../../../ports/pending-changes.ts';
import type { RecoveryOutcome, StoredRecovery } from '../../../ports/recoveries.ts';
import {
  isAlone,
  isMailboxShared,
  linkSuffices,
  phoneOf,
  pretend,
  type Sending,
  type Sent,
  sendToOnFile,
} from './deliver-recovery.ts';
import { maySend, mustShowCard, turnToCard } from './may-send.ts';
import { accountOf, type RecoveryOf, recoverySteps, standingContest } from './recovery-flow.ts';

/**
 * "Recuperar Clave": sends what the policy sends to contacts on file, or begins the waiting period of new contacts. For
 * an identifier without an account the page is the same and no message is sent. A second click changes nothing.
 */
export async function sendKey(deps: Deps, of: RecoveryOf, visitor: Visitor): Promise<void> {
  const recovery = await recoverySteps(deps).at(of, 'send');
  const account = await accountOf(deps, recovery);
  if (await mustShowCard(deps, account, recovery)) {
    if (recovery.profile === 'migrante') throw new Refusal('document-at-desk');
    // The SII's list changed, or the account was frozen, meanwhile: the next page asks for the card.
    return turnToCard(deps, of);
  }
  if (!(await maySend(deps, of, account, recovery))) return;
  if (account && recovery.card && (await isForAContest(deps, { of, step: 'send' }, account, recovery))) return;
  const fresh = await freshKey(deps, account);
  await firstClick(() =>
    recoverySteps(deps).advance(of, 'send', async (latest) => {
      const outcome = await sendFirst(deps, account, { of, recovery, fresh, visitor });
      return { ...latest, sent: true, outcome };
    }),
  );
}

async function sendFirst(
  deps: Deps,
  account: Account | undefined,
  sending: Sending & { readonly visitor: Visitor },
): Promise<RecoveryOutcome> {
  const { recovery, visitor } = sending;
  await assertCodeMayGo(deps, account, recovery);
  const sent = account ? await sendTo(deps, account, sending) : await pretend(deps, recovery);
  await deps.audit.record({
    act: 'recovery.sent',
    accountId: account?.id,
    subject: account?.subject,
    visitor,
    details: { held: sent.request !== undefined },
  });
  const byLink = waysBack(deps, account) === 'link-and-code';
  return { ...sent, byLink, reference: visitor.reference, at: deps.now().toISOString(), times: 1 };
}

/** Three codes a day, for an identifier with or without an account; throws `too-many-codes`, and nothing is changed. */
export async function assertCodeMayGo(
  deps: Deps,
  account: Account | undefined,
  { profile, identifier, contacts }: StoredRecovery,
): Promise<void> {
  if (contacts || waysBack(deps, account) === 'key') return;
  const who = account?.id ?? `${profile}:${identifier}`;
  const { allowed, until } = await deps.throttles.consume(rateLimits.accountCodes, who, RECOVERY_CODES);
  if (!allowed) throw new Refusal('too-many-codes', { until });
}

/**
 * Whether a contest began meanwhile, or other contacts were typed for an account that was never proved: the next page
 * shows the contest, and no message is sent.
 */
export async function isForAContest(
  deps: Deps,
  { of, step }: { readonly of: RecoveryOf; readonly step: 'send' | 'sent' },
  account: Account,
  { contacts }: Pick<StoredRecovery, 'contacts'>,
): Promise<boolean> {
  const contested = await standingContest(deps, account);
  const unproved = neverProved(account);
  if (!contested && !(unproved && contacts)) return false;
  await recoverySteps(deps).advance(of, step, (latest) => turnTo(latest, { unproved, contested }));
  return true;
}

async function sendTo(
  deps: Deps,
  account: Account,
  { of, recovery, fresh, visitor }: Sending & { readonly visitor: Visitor },
): Promise<Sent> {
  const sms = phoneOf(deps, account, recovery);
  const byAnswer = waysBack(deps, account) === 'key' && !recovery.card;
  const unfit = byAnswer && sms !== undefined && (await isMailboxShared(deps, account));
  const mail = !(recovery.profile === 'migrante' && recovery.byMail) && !unfit;
  const alone = isAlone(deps, account, sms) && !(recovery.card && (await linkSuffices(deps, account)));
  const waits = recovery.contacts !== undefined || alone;
  const besides = waits ? contactsOfAccount(account) : reachedByKey(account, { mail, sms });
  await notifyRecovery(deps, account, { ...recovery, besides }, visitor);
  if (recovery.contacts) return held(deps, account, recovery, 'replace-contacts', visitor);
  if (alone) {
    await held(deps, account, recovery, 'recover-by-one', visitor);
    // The page is that of any identifier; the message informs the account holder how long to wait (C3).
    return pretend(deps, recovery);
  }
  if (!mail && !sms) throw new Refusal('document-at-desk');
  return sendToOnFile(
    deps,
    account,
    { of, recovery, fresh },
    {
      mail: mail ? 'mail' : undefined,
      sms: sms ? 'sms' : undefined,
    },
  );
}

/**
 * The contacts that learn of a recovery by what it sends. The representative's mobile does where «No fui yo» comes by
 * e-mail; otherwise it gets that link besides, because a key or a code has none.
 */
const reachedByKey = (account: Account, { mail, sms }: Pick<Way, 'mail' | 'sms'>): readonly Recipient[] =>
  recipientsOf(mail ? [account.personal.email] : [], confirmedRepresentativeEmail(account) ? [sms] : []);

async function held(
  deps: Deps,
  account: Account,
  recovery: StoredRecovery,
  kind: PendingChangeKind,
  visitor: Visitor,
): Promise<Sent> {
  const { serial, contacts } = recovery;
  if (!serial) throw new Refusal('document-at-desk');
  const card: PendingCard = { run: runOfCard(recovery), serial, contacts };
  const notice = (waits: Waits): Notice => {
    if (kind === 'replace-contacts') return { kind: 'contacts-asked', ...waits };
    // What a card asked of an account that never showed one is not withdrawn: the card decides.
    if (neverProved(account)) return { kind: 'recovery-waits', ...waits, link: contestPage(deps) };
    return { kind: 'recovery-held', ...waits };
  };
  const { request } = await openPendingChange(deps, { kind, account, card, notice }, visitor);
  if (contacts) await askContact(deps, account, contacts.email, request);
  return { request };
}
