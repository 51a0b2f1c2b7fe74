import { keyFailures, type RateLimit, rateLimits } from '../../src/domain/throttle.ts';
import { admitted } from './admitted.ts';

const YEAR = 365 * 24 * 3600;
/** People with a RUN and an account, as the ministry expects. */
const ACCOUNTS = 12_000_000;
/** Tries of one code (floor 8). */
const TRIES_OF_CODE = 5;

/** A secret to guess, and the budgets that count each try at one account and in the whole country. */
interface Guessed {
  readonly what: string;
  /** What the policy allows, in its own terms. */
  readonly policy: string;
  /** How many values are equally likely. */
  readonly space: number;
  readonly account: readonly Pick<RateLimit, 'limit' | 'seconds'>[];
  readonly country?: readonly Pick<RateLimit, 'limit' | 'seconds'>[];
  /** Tries before the budgets apply at all. */
  readonly before?: number;
}

/** Codes that were sent, each with its tries: three a day. */
const codesOfDay = { limit: rateLimits.accountCodes.limit * TRIES_OF_CODE, seconds: rateLimits.accountCodes.seconds };
const cards = [rateLimits.cedulaByRun, rateLimits.cedulaByRunMonthly];

const guessed: readonly Guessed[] = [
  {
    what: 'number of a card, nothing known of it (nine digits)',
    policy: '30 a day, 100 in 30 days for a RUN; 5,000 a day in the country',
    space: 1e9,
    account: cards,
    country: [rateLimits.cedulaEverywhere],
  },
  {
    what: 'the same, the month of issue known (about 250,000 cards)',
    policy: 'the same',
    space: 250_000,
    account: cards,
    country: [rateLimits.cedulaEverywhere],
  },
  {
    what: 'code of six digits, for one purpose',
    policy: '5 tries, 3 codes a day, 20 wrong in 30 days',
    space: 1e6,
    account: [codesOfDay, rateLimits.wrongAccountCodes],
  },
  {
    what: 'provisional key (40 bits), one always out',
    policy: '100 in a row, then 10 an hour for a RUN',
    space: 2 ** 40,
    account: [rateLimits.provisionalByIdentifier],
    before: keyFailures.untilRecovery,
  },
];

/** The expected result of a year of guessing with unlimited networks, browsers and time. */
export interface Outcome {
  readonly what: string;
  readonly policy: string;
  /** Tries in a year at one account, and the chance that one of them is right. */
  readonly tries: number;
  readonly chance: number;
  /** Tries in a year at all accounts, and how many secrets are found on average. */
  readonly triesEverywhere: number;
  readonly found: number;
}

/** The table of docs/security.md, computed from the current budgets. */
export function outcomes(): readonly Outcome[] {
  return guessed.map(({ what, policy, space, account, country, before = 0 }) => {
    const tries = before + admitted(YEAR, account);
    const everywhere = country ? admitted(YEAR, country) : Number.POSITIVE_INFINITY;
    const triesEverywhere = Math.min(tries * ACCOUNTS, everywhere);
    return { what, policy, tries, chance: tries / space, triesEverywhere, found: triesEverywhere / space };
  });
}
