import { hasCard } from '../../../account/dispute-pending-change.ts';
import { waitingLossOf } from '../../../account/factor-loss.ts';
import { restsUntil } from '../../../account/mailbox-rest.ts';
import type { Account } from '../../../domain/account.ts';
import { neverProved } from '../../../domain/identity.ts';
import { STOP_DAYS } from '../../../domain/pending-change-term.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange } from '../../../ports/pending-changes.ts';
import { openCaseOf } from './case-of.ts';
import { type Losing, lossHolderOf } from './losing.ts';

/** The way that is open to a holder who lost the factor. */
export type LossWay =
  /** Card and code are asked here. */
  | { readonly way: 'proofs' }
  /** Their own request waits already. */
  | { readonly way: 'waiting'; readonly hold: PendingChange }
  /** The account was never proved: a card shown against it is the contest (rules, Squatting). */
  | { readonly way: 'contest' }
  /** Factors stay as they are for some days after a link in the mailbox. */
  | { readonly way: 'rests'; readonly until: Date }
  /** The desk; with the folio of the case, where one is open. */
  | { readonly way: 'desk'; readonly folio: string | undefined };

type Needs = Pick<Deps, 'audit' | 'cases' | 'now' | 'pendingChangeHours' | 'pendingChanges'>;

/** Decides it from what is on file; nothing that was typed counts. */
export async function lossWay(deps: Needs, who: Losing): Promise<LossWay> {
  const { account } = who;
  const hold = await waitingLossOf(deps, lossHolderOf(who));
  if (hold) return { way: 'waiting', hold };
  if (neverProved(account)) return { way: 'contest' };
  if (await needsDesk(deps, account)) return { way: 'desk', folio: await openCaseOf(deps, account) };
  const until = await restsUntil(deps, account.id);
  return until ? { way: 'rests', until } : { way: 'proofs' };
}

/**
 * Whether only the desk can help: no card that can be compared, no confirmed mailbox or one of the last seven days, a
 * request that went to the desk within thirty days, or the request of another representative, which waits.
 */
async function needsDesk(deps: Needs, account: Account): Promise<boolean> {
  if (!hasCard(account) || !account.confirmed.email) return true;
  if (await hasNewMailbox(deps, account)) return true;
  if (await deps.pendingChanges.waiting(account.id, 'factor-loss')) return true;
  const since = new Date(deps.now().getTime() - STOP_DAYS * 24 * 3_600_000);
  const sent = await deps.audit.actsSince(account.id, ['hold.contested'], since);
  return sent === undefined || sent.some(({ details }) => details.kind === 'factor-loss');
}

/** A mailbox that replaced another one within seven days may be that of a thief of the key. */
async function hasNewMailbox({ pendingChanges }: Needs, { id, personal }: Account): Promise<boolean> {
  return (await pendingChanges.replacedLately(id)).some(({ email }) => email !== personal.email);
}
