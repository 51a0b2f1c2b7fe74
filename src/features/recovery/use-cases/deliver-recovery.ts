import { deliverKey, type Fresh, type Way, waysBack } from '../../../account/deliver-key.ts';
import { isMailboxShared } from '../../../account/shared-mailbox.ts';
import { type Account, NO_ACCOUNT } from '../../../domain/account.ts';
import { confirmedMobile, isEmailSettled } from '../../../domain/contacts.ts';
import type { Phone } from '../../../domain/phone.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { RecoveryOutcome, StoredRecovery } from '../../../ports/recoveries.ts';
import type { RecoveryOf } from './recovery-flow.ts';

/** Ids of the messages of a recovery, or its request where one waits. */
export type Sent = Pick<RecoveryOutcome, 'mail' | 'sms' | 'request'>;

/** The recovery that sends, and what it sends. */
export interface Sending {
  readonly of: RecoveryOf;
  readonly recovery: StoredRecovery;
  readonly fresh: Fresh;
}

/** Sends to contacts on file by the named channels; the page of a user with one contact is that of any other (C3). */
export async function sendToOnFile(
  deps: Deps,
  account: Account,
  { of, recovery, fresh }: Sending,
  channels: Pick<Sent, 'mail' | 'sms'>,
): Promise<Sent> {
  const sms = channels.sms ? phoneOf(deps, account, recovery) : undefined;
  const { card: proved, cardAt, question, byMail, origin } = recovery;
  const cardAlone = proved && question !== 'answered' && !byMail;
  const shown = cardAt === undefined ? undefined : { browser: of.browser, at: new Date(cardAt) };
  const way: Way = { proved, cardAlone, mail: channels.mail !== undefined, sms, shown, origin };
  const deliver = () => deliverKey(deps, account, fresh, way);
  if (!isAlone(deps, account, phoneOf(deps, account, recovery))) return deliver();
  if (!recovery.card || !(await linkSuffices(deps, account))) return pretend(deps, recovery);
  const { mail } = await deliver();
  return { ...(await pretend(deps, recovery)), mail };
}

/** Under link and code both are needed: a user with one contact only has the waiting period (C6). */
export const isAlone = (deps: Deps, account: Account, sms: Phone | undefined): boolean =>
  waysBack(deps, account) === 'link-and-code' && !sms;

/**
 * Where a key or a code is sent by SMS. A company's key is sent to its e-mail alone where the representative's card was
 * asked (docs/guides.md, J 3.1 and J 3.2); a code is always sent to the mobile on file, because the link alone opens
 * nothing (C6).
 */
export function phoneOf(deps: Deps, account: Account, { profile, question }: StoredRecovery): Phone | undefined {
  const mobile = confirmedMobile(account);
  if (profile !== 'juridica') return mobile;
  const bySms = waysBack(deps, account) === 'link-and-code' || question === 'answered';
  return bySms ? mobile : undefined;
}

/** Messages that are sent nowhere, so that the last page looks and changes the same for every identifier (C3). */
export async function pretend(
  { notifier, policy, provisionalKeys }: Deps,
  { profile, identifier, contacts }: StoredRecovery,
): Promise<Sent> {
  if (contacts) return { request: '' };
  const who = `${profile}:${identifier}`;
  const byKey = policy.recoversBy === 'key';
  const mail = await notifier.pretend(byKey ? 'provisional-key' : 'recovery-link', 'mail', who);
  const bySms = profile !== 'juridica' || !byKey;
  const sms = bySms ? await notifier.pretend(byKey ? 'provisional-key' : 'recovery-code', 'sms', who) : undefined;
  // Behind its messages, as a key that is sent.
  await provisionalKeys.pretend();
  return sms === undefined ? { mail } : { mail, sms };
}

/** What `sendToOnFile` costs, for an identifier without an account: neither statements nor time reveal it (floor 2). */
export async function pretendToSend(deps: Deps, recovery: StoredRecovery): Promise<Sent> {
  await deps.accounts.lock(NO_ACCOUNT);
  if (deps.policy.recoversBy !== 'key') await deps.links.pretend();
  const sent = await pretend(deps, recovery);
  for (const id of [sent.mail, sent.sms]) if (id) await deps.notifier.delivery(id);
  return sent;
}

/** Whether the link to the e-mail on file is enough for a user who showed the card and has no second contact (C6). */
export async function linkSuffices(deps: Pick<Deps, 'accounts' | 'now'>, account: Account): Promise<boolean> {
  // «No fui yo» reports that another person has one of the contacts: a single one is not enough then.
  if (account.state === 'congelada') return false;
  return isEmailSettled(account, deps.now()) && !(await isMailboxShared(deps, account));
}
