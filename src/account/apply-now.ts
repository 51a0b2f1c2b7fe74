import type { Account } from '../domain/account.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import type { ContactKind } from '../domain/data-update.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange, PendingUpdate } from '../ports/pending-changes.ts';
import { applyAgreed } from './apply-update.ts';

/** A waiting update and its account. */
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
 * The contacts that a code would replace at once, each on its own; none where the link of a mailbox led to it, and no
 * mobile without a confirmed old one that could send a code: there the waiting period applies in any case (floor 5).
 */
export function contactsToConfirm({ update, account }: Pick<Waiting, 'update' | 'account'>): readonly ContactKind[] {
  if (!update.hastens) return [];
  return update.replaces.filter((contact) => contact === 'email' || confirmedMobile(account) !== undefined);
}

/**
 * Replaces at once each contact whose old one gave its code, a new e-mail once it is confirmed; the others still wait.
 * Returns whether there was one. Part of a transaction that has locked the account's row.
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
