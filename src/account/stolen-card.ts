import type { Account } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';

/** A person's card by its number. */
interface Card {
  readonly run: Rut;
  readonly serial: CedulaSerial;
}

/**
 * Whether a card opens an account that was frozen because telephone or wallet were stolen: only one that was never
 * accepted before the theft (rules, Theft). Where no card of this person was accepted before it, the stolen one cannot
 * be distinguished from a new one, and only the desk opens. True for every account without a theft.
 */
export async function opensAfterTheft(
  { acceptedCards }: Pick<Deps, 'acceptedCards'>,
  { stolenAt }: Pick<Account, 'stolenAt'>,
  { run, serial }: Card,
): Promise<boolean> {
  if (!stolenAt) return true;
  const first = await acceptedCards.firstAccepted(run, serial);
  const isNew = first === undefined || first > stolenAt;
  return isNew && (await acceptedCards.anyBefore(run, stolenAt));
}

/**
 * The same where the card is shown: throws `card-stolen` for a number that was accepted before the theft, and
 * `document-at-desk` where the cards cannot be distinguished. Runs after the card was checked: no stranger learns it.
 */
export async function assertOpensAfterTheft(deps: Deps, account: Account | undefined, card: Card): Promise<void> {
  if (!account || (await opensAfterTheft(deps, account, card))) return;
  const { stolenAt = deps.now() } = account;
  const acceptedBefore = await deps.acceptedCards.anyBefore(card.run, stolenAt);
  throw new Refusal(acceptedBefore ? 'card-stolen' : 'document-at-desk');
}
