import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from '../ports/deps.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import { type CodeOf, proveAccountCode, provedLately, sendAccountCode } from './account-code.ts';

/** The browser in which a key is chosen. */
export interface ChoosingBrowser {
  /** Its id, and the value of its device cookie if it has one. */
  readonly browser: string;
  readonly device?: string | undefined;
}

/**
 * Whether the change of this provisional key waits for six digits from the mailbox: the card alone requested the key,
 * and the browser has neither a device record that the account knows nor a code of the last ten minutes (C6). So SIM
 * and card alone open nothing.
 */
export async function needsMailbox(
  deps: Deps,
  sent: ProvisionalKey,
  where: ChoosingBrowser | undefined,
): Promise<boolean> {
  if (!sent.needsMailbox) return false;
  const account = await deps.accounts.find(sent.accountId);
  if (!account || !where) return true;
  const known = deps.devices.recognise(where.device, account) !== undefined;
  return !known && !(await provedLately(deps, codeOf(account, where)));
}

/** Throws `mailbox-code-needed` where it waits. */
export async function assertMailboxProved(deps: Deps, sent: ProvisionalKey, where?: ChoosingBrowser): Promise<void> {
  if (await needsMailbox(deps, sent, where)) throw new Refusal('mailbox-code-needed');
}

/** Sends the six digits; returns the message, none on a second click. Throws `too-many-codes`, `provisional-spent`. */
export async function sendMailboxCode(
  deps: Deps,
  sent: ProvisionalKey,
  where: ChoosingBrowser,
): Promise<string | undefined> {
  return sendAccountCode(deps, codeOf(await accountOf(deps, sent), where));
}

/** Proves them, where they are still needed; throws `contact-code-wrong`, `contact-code-spent`, `too-many-codes`. */
export async function proveMailboxCode(
  deps: Deps,
  sent: ProvisionalKey,
  where: ChoosingBrowser,
  typed: string,
): Promise<void> {
  if (!(await needsMailbox(deps, sent, where))) return;
  await proveAccountCode(deps, codeOf(await accountOf(deps, sent), where), typed);
}

async function accountOf({ accounts }: Deps, { accountId }: ProvisionalKey): Promise<Account> {
  const account = await accounts.find(accountId);
  if (!account) throw new Refusal('provisional-spent');
  return account;
}

const codeOf = (account: Account, { browser }: ChoosingBrowser): CodeOf => ({
  account,
  purpose: 'change-key',
  contact: 'email',
  browser,
});
