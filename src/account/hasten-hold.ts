import type { Account } from '../domain/account.ts';
import { type ContactKind, mobileOf } from '../domain/data-update.ts';
import type { HeldUpdate, Hold } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { settleUpdate } from './settle-update.ts';

/** An update that waits, as whoever hastens it needs it. */
export interface Waiting {
  readonly hold: Hold;
  readonly update: HeldUpdate;
  readonly account: Account;
}

/** The update that waits under this id; undefined for anything else. */
export async function waitingUpdate(
  { holds, accounts }: Pick<World, 'holds' | 'accounts'>,
  id: string,
): Promise<Waiting | undefined> {
  const update = await holds.updateOf(id);
  const hold = update && (await holds.find(id));
  const account = hold && (await accounts.find(hold.accountId));
  return update && hold && account ? { hold, update, account } : undefined;
}

/**
 * The contacts whose codes would make an update immediate; none where the link of a mailbox led to it, or where a
 * mobile has no old one to answer for it: then the hold stands all the same (floor 5).
 */
export function hastenedBy({ update, account }: Pick<Waiting, 'update' | 'account'>): readonly ContactKind[] {
  const alone = update.replaces.includes('mobile') && !mobileOf(account);
  return update.hastens && !alone ? update.replaces : [];
}

/**
 * Ends the wait of an update at once, if a code came from each contact that it replaces and somebody reads the new
 * e-mail; says whether it did. Part of a transaction that holds the account's row.
 */
export async function hastenHold(world: World, id: string): Promise<boolean> {
  const waiting = await waitingUpdate(world, id);
  if (!waiting || (waiting.update.replaces.includes('email') && !waiting.hold.confirmedAt)) return false;
  const needed = hastenedBy(waiting);
  const proved = (await world.contactCodes.of(id)).filter(({ provedAt }) => provedAt).map(({ contact }) => contact);
  if (needed.length === 0 || !needed.every((contact) => proved.includes(contact))) return false;
  await settleUpdate(world, waiting);
  return true;
}
