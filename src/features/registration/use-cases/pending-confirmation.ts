import type { Account } from '../../../domain/account.ts';
import type { JourneyOrigin } from '../../../domain/journey-origin.ts';
import type { Link } from '../../../ports/accounts.ts';
import type { Deps } from '../../../ports/deps.ts';
import { emailToConfirm } from './email-to-confirm.ts';

/** A registration that its link may open, and what the page asks of the user who follows it. */
export interface PendingConfirmation {
  readonly account: Account;
  /**
   * `nothing` in the browser that registered; the `key` that was chosen in any other; a `fresh` one where the address
   * comes from the old system: a stranger may have typed the rest.
   */
  readonly asks: 'nothing' | 'key' | 'fresh';
  /** Whether this is the browser that registered. */
  readonly sameBrowser: boolean;
  /** Whether another key may be chosen only with the card, because the registration showed one. */
  readonly card: boolean;
  /** The sign-in where the registration began, without its number. */
  readonly origin: JourneyOrigin | undefined;
}

type Needs = Pick<Deps, 'links' | 'accounts' | 'legacyKeys' | 'pendingChanges'>;

/** What a link would confirm, asked from `browser`; undefined when it leads nowhere. Changes nothing. */
export async function pendingConfirmation(
  deps: Needs,
  token: string,
  browser: string | undefined,
): Promise<PendingConfirmation | undefined> {
  const link = await deps.links.peek('confirm-email', token);
  const account = link && (await confirmable(deps, link));
  if (!account) return undefined;
  const card = account.identidad === 'documento';
  const imported = !card && (await deps.legacyKeys.contactsOf(account.profile, account.identifier)) !== undefined;
  const sameBrowser = browser !== undefined && (await deps.links.askedIn('confirm-email', token, browser));
  return {
    account,
    card,
    sameBrowser,
    origin: link.origin,
    asks: imported ? 'fresh' : sameBrowser ? 'nothing' : 'key',
  };
}

/**
 * The pending account of a link, if its address is still the one that must confirm it, and the one that the link was
 * sent to: a reader of another mailbox confirms nothing of it. A re-creation by card from the old system has a waiting
 * period that began with the registration; without it the link leads nowhere.
 */
export async function confirmable(
  deps: Omit<Needs, 'links'>,
  { accountId, contact }: Pick<Link, 'accountId' | 'contact'>,
): Promise<Account | undefined> {
  const account = await deps.accounts.find(accountId);
  if (!account || (await emailToConfirm(deps, account)) !== account.personal.email) return undefined;
  // Links from before 29 November 2026 contain no address.
  if (contact !== undefined && contact !== account.personal.email) return undefined;
  const { id, identidad, profile, identifier } = account;
  if (identidad !== 'documento' || !(await deps.legacyKeys.contactsOf(profile, identifier))) return account;
  return (await deps.pendingChanges.waiting(id, 'legacy-recreation')) && account;
}
