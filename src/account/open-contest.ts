import type { Account } from '../domain/account.ts';
import type { ContestReceipt } from '../domain/contest-receipt.ts';
import { instantOf } from '../domain/instant.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingCard, PendingChange } from '../ports/pending-changes.ts';
import { doneNow } from './done-now.ts';
import { notifyEveryContact } from './notify-every-contact.ts';

const HOUR_MS = 3_600_000;
/** Days after its end in which the page of a contest is shown. */
const PAGE_DAYS = 30;

/**
 * Starts the waiting period of a contest; part of the caller's transaction. Every contact on file gets a link to where
 * the card is shown, and the person who showed it the token of the page with its state.
 */
export async function openContest(
  deps: Deps,
  account: Account,
  { card, frozen }: { readonly card: PendingCard; readonly frozen: boolean },
  visitor: Visitor,
): Promise<ContestReceipt> {
  const { id: accountId, subject } = account;
  const folio = visitor.reference;
  const dueAt = new Date(deps.now().getTime() + deps.pendingChangeHours * HOUR_MS);
  const hold = await deps.pendingChanges.open({ kind: 'contest', accountId, folio, dueAt, card });
  if (!hold) throw new Error('two contests of one account wait at once');
  const until = new Date(dueAt.getTime() + PAGE_DAYS * 24 * HOUR_MS);
  const request = await deps.links.issue('hold', accountId, until, hold.id);
  await deps.audit.record({
    act: 'hold.begun',
    accountId,
    subject,
    visitor,
    details: { kind: 'contest', frozen },
  });
  await notifyBegun(deps, account, { ...hold, frozen }, visitor);
  return { outcome: 'waiting', folio, until: dueAt.toISOString(), request };
}

async function notifyBegun(
  deps: Deps,
  account: Account,
  { id, dueAt, folio, frozen }: Pick<PendingChange, 'id' | 'dueAt' | 'folio'> & { readonly frozen: boolean },
  visitor: Visitor,
): Promise<void> {
  const waits = { ...doneNow(deps, visitor), folio, until: instantOf(dueAt), frozen };
  await notifyEveryContact(deps, account, async () => {
    const token = await deps.links.issue('contest', account.id, dueAt, id);
    return { kind: 'contest-begun', ...waits, link: `${deps.issuer}/disputa/${token}` };
  });
}
