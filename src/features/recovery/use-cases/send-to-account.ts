import { askContact } from '../../../account/ask-contact.ts';
import { type Way, waysBack } from '../../../account/deliver-key.ts';
import { contactsOfAccount, recipientsOf } from '../../../account/notify-account.ts';
import { notifyRecovery } from '../../../account/notify-recovery.ts';
import { openPendingChange } from '../../../account/open-pending-change.ts';
import { isMailboxShared } from '../../../account/shared-mailbox.ts';
import { contestPage } from '../../../account/take-back.ts';
import { type Account, hasNie } from '../../../domain/account.ts';
import { confirmedRepresentativeEmail } from '../../../domain/contacts.ts';
import { neverProved } from '../../../domain/identity.ts';
import { runOfCard } from '../../../domain/recovery.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Notice, Waits } from '../../../ports/notice.ts';
import type { Recipient } from '../../../ports/notifier.ts';
import type { PendingCard, PendingChangeKind } from '../../../ports/pending-changes.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { isAlone, linkSuffices, phoneOf, pretend, type Sending, type Sent, sendToOnFile } from './deliver-recovery.ts';

/**
 * Sends what the account gets: a key or a code to contacts on file, or the request of new contacts or of a single one
 * that begins to wait. Throws `document-at-desk` where no contact may get it. Part of the caller's transaction.
 */
export async function sendToAccount(
  deps: Deps,
  account: Account,
  { of, recovery, fresh, visitor }: Sending & { readonly visitor: Visitor },
): Promise<Sent> {
  const sms = phoneOf(deps, account, recovery);
  const byAnswer = waysBack(deps, account) === 'key' && !recovery.card;
  const unfit = byAnswer && sms !== undefined && (await isMailboxShared(deps, account));
  const mail = !(hasNie(recovery.profile) && recovery.byMail) && !unfit;
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
    if (neverProved(account)) return { kind: 'recovery-waits', ...waits, link: contestPage(deps, account) };
    return { kind: 'recovery-held', ...waits };
  };
  const { request } = await openPendingChange(deps, { kind, account, card, notice }, visitor);
  if (contacts) await askContact(deps, account, contacts.email, request);
  return { request };
}
