import type { Account } from '../domain/account.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import type { ContactKind } from '../domain/data-update.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange, PendingUpdate } from '../ports/pending-changes.ts';
import { applyAgreed } from './apply-update.ts';

/** An update that waits, as whoever hastens it needs it. */
export interface Waiting {
  readonly hold: PendingChange;
  readonly update: PendingUpdate;
  readonly account: Account;
}

/** The update that waits under this id; undefined for anything else. */
export async function waitingUpdate(
  { pendingChanges, accounts }: Pick<Deps, 'pendingChanges' | 'accounts'>,
  id: string,
): Promise<Waiting | undefined> {
  const update = await pendingChanges.updateOf(id);
  const hold = update && (await pendingChanges.find(id));
  const account = hold && (await accounts.find(hold.accountId));
  return update && hold && account ? { hold, update, account } : undefined;
}

/**
 * The contacts that a code would replace at once, each for itself; none where the link of a mailbox led to it, and not a
 * mobile that has no confirmed old one to answer for it: there the hold stands all the same (floor 5).
 */
export function contactsToConfirm({ update, account }: Pick<Waiting, 'update' | 'account'>): readonly ContactKind[] {
  if (!update.hastens) return [];
  return update.replaces.filter((contact) => contact === 'email' || confirmedMobile(account) !== undefined);
}

/**
 * Puts in place at once each contact whose old one gave its code, a new e-mail once somebody reads it; the others go on
 * waiting. Says whether there was one. Part of a transaction that holds the account's row.
 */
export async function applyNow(deps: Deps, id: string): Promise<boolean> {
  const waiting = await waitingUpdate(deps, id);
  if (!waiting) return false;
  const proved = (await deps.contactCodes.of(id)).filter(({ provedAt }) => provedAt).map(({ contact }) => contact);
  const ready = contactsToConfirm(waiting).filter(
    (contact) => proved.includes(contact) && (contact === 'mobile' || waiting.hold.confirmedAt !== undefined),
  );
  if (ready.length === 0) return false;
  await applyAgreed(deps, waiting, ready);
  return true;
}
