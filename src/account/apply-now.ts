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
 * The contacts that a code would replace at once, each on its own; none where the link of a mailbox led to it, none
 * where a factor or a sheet stands for all codes, and no mobile without a confirmed old one that could send a code: there
 * the waiting period applies in any case (floor 5).
 */
export function contactsToConfirm({ update, account }: Pick<Waiting, 'update' | 'account'>): readonly ContactKind[] {
  if (!update.hastens || update.agreed) return [];
  return update.replaces.filter((contact) => contact === 'email' || confirmedMobile(account) !== undefined);
}

/**
 * Replaces at once each contact whose old one gave its code, or all where an older factor, or card and sheet, agreed:
 * a new e-mail once it is confirmed. The others still wait. Returns those that were replaced; `told` says that their
 * holder was notified. Part of a transaction that has locked the account's row.
 */
export async function applyNow(deps: Deps, id: string, { told = false } = {}): Promise<readonly ContactKind[]> {
  const waiting = await waitingUpdate(deps, id);
  if (!waiting) return [];
  const ready = (await agreedTo(deps, waiting)).filter(
    (contact) => contact === 'mobile' || waiting.hold.confirmedAt !== undefined,
  );
  if (ready.length > 0) await applyAgreed(deps, waiting, ready, { told });
  return ready;
}

async function agreedTo(deps: Deps, waiting: Waiting): Promise<readonly ContactKind[]> {
  const { hastens, agreed, replaces } = waiting.update;
  if (hastens && agreed) return replaces;
  const codes = await deps.contactCodes.of(waiting.hold.id);
  return contactsToConfirm(waiting).filter((contact) => codes.some((one) => one.contact === contact && one.provedAt));
}
