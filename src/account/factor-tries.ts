import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import { type RateLimit, rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';

/** What is typed: six digits can be guessed, a printed code of 80 bits cannot. */
type Typed = 'digits' | 'printed';

/** Whose factor it is, and the browser that the account knows or its session of Mi cuenta. */
interface Trying {
  readonly account: Pick<Account, 'id' | 'keyChangedAt'>;
  readonly actor: string | undefined;
  readonly place?: string | undefined;
}

type Counted = readonly [RateLimit, ...string[]];

/**
 * Counts a try of a second factor before it is judged; `refund` takes it back. Digits count by the browser that the
 * account knows or its session, with a bound for all of them together; elsewhere by the key, so that what a thief of the
 * key spent binds neither the owner's browser nor who has chosen another key. Printed codes count by network alone, for the cost of their hash. Throws `factor-paused`
 * with the instant (rules, Second factor; floor 8).
 */
export async function consumeTries(
  { throttles }: Pick<Deps, 'throttles'>,
  holder: Trying,
  typed: Typed,
  { network }: Visitor,
): Promise<{ refund(): Promise<void> }> {
  const counted = typed === 'digits' ? digitsOf(holder) : printedOf(holder, network);
  for (const [limit, ...by] of counted) {
    const { allowed, until } = await throttles.consume(limit, ...by);
    if (!allowed) throw new Refusal('factor-paused', { until });
  }
  return {
    async refund() {
      for (const [limit, ...by] of counted) await throttles.refund(limit, ...by);
    },
  };
}

function digitsOf({ account, actor = '', place }: Trying): readonly Counted[] {
  const key = account.keyChangedAt.toISOString();
  const by = [account.id, actor, place ?? key] as const;
  const own: readonly Counted[] = [
    [rateLimits.factorTries, ...by],
    [rateLimits.factorTriesMonthly, ...by],
  ];
  // A remembered browser signs in again and again, and each session would be a new place.
  if (place) return [...own, [rateLimits.factorTriesInPlaces, account.id, actor, key]];
  return [...own, [rateLimits.factorTriesByStrangers, account.id, actor]];
}

const printedOf = ({ account, actor = '' }: Trying, network: string): readonly Counted[] => [
  [rateLimits.printedTries, account.id, actor, network],
];
