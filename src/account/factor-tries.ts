import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { type Consumed, consumeAll, type Limit } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';

/** What is typed: six digits can be guessed, a printed code of 80 bits cannot. */
type Typed = 'digits' | 'printed';

/** Whose factor it is, and the browser that the account knows or its session of Mi cuenta. */
interface Trying {
  readonly account: Pick<Account, 'id' | 'keyChangedAt'>;
  readonly actor: string | undefined;
  readonly place?: string | undefined;
}

/**
 * Counts a try of a second factor before it is judged; `refund` takes it back. Digits count by the browser that the
 * account knows or its session, with a bound for all of them together; elsewhere by the key, so that what a thief of the
 * key spent binds neither the owner's browser nor who has chosen another key. Printed codes count by network alone, for
 * the cost of their hash. Throws `factor-paused` with the instant (rules, Second factor; floor 8).
 */
export async function consumeTries(
  { throttles }: Pick<Deps, 'throttles'>,
  holder: Trying,
  typed: Typed,
  { network }: Visitor,
): Promise<Pick<Consumed, 'refund'>> {
  const tries = await consumeAll(throttles, typed === 'digits' ? digitsOf(holder) : printedOf(holder, network));
  if (tries.spent) throw new Refusal('factor-paused', { until: tries.spent.until });
  return tries;
}

function digitsOf({ account, actor = '', place }: Trying): readonly Limit[] {
  const key = account.keyChangedAt.toISOString();
  const by = [account.id, actor, place ?? key];
  return [
    { rateLimit: rateLimits.factorTries, by },
    { rateLimit: rateLimits.factorTriesMonthly, by },
    // A remembered browser signs in again and again, and each session would be a new place.
    place
      ? { rateLimit: rateLimits.factorTriesInPlaces, by: [account.id, actor, key] }
      : { rateLimit: rateLimits.factorTriesByStrangers, by: [account.id, actor] },
  ];
}

const printedOf = ({ account, actor = '' }: Trying, network: string): readonly Limit[] => [
  { rateLimit: rateLimits.printedTries, by: [account.id, actor, network] },
];
