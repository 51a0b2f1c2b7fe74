import type { RateLimit } from '../domain/throttle.ts';

export interface Spent {
  /** Whether the try is within the budget. */
  readonly allowed: boolean;
  readonly used: number;
  /** How many tries it is past the limit; 0 within it. */
  readonly over: number;
  /** When an overspent budget opens again. */
  readonly until: Date;
}

export interface FailureCount {
  readonly allowed: boolean;
  readonly until: Date;
  /** Consecutive failures since the last success. */
  readonly consecutive: number;
}

/** A budget and the values that it is counted by here. */
export interface Limit {
  readonly rateLimit: RateLimit;
  readonly by: readonly string[];
}

/** Whether the budgets after one that is spent count nothing. */
export interface Counting {
  readonly untilSpent: boolean;
}

/** What is taken back or forgotten at once. */
export interface GivenBack {
  /** Tries that turned out to be none; a budget that stands twice gets back two. */
  readonly refunded?: readonly Limit[];
  /** The identifier whose counted key is taken back. */
  readonly keyTryOf?: string | undefined;
  /** Budgets of which every try is forgotten. */
  readonly forgotten?: readonly Limit[];
  /** The identifier whose wrong keys are forgotten: a correct one erases them. */
  readonly keyTriesOf?: string | undefined;
}

/** A key that was counted by a narrow budget and, where that had room, by the identifier. */
export interface KeyTried {
  readonly near: Spent;
  readonly everywhere: FailureCount | undefined;
}

/** Counters shared by all instances, race-free, keyed by HMAC; they expire by themselves (floor 8). */
export interface Throttles {
  /**
   * Counts one try by several budgets, in this order and in one statement; no budget stands twice. Returns those that
   * counted.
   */
  consumeAll(limits: readonly Limit[], counting: Counting): Promise<readonly Spent[]>;
  /** Looks at several without counting. */
  peekAll(limits: readonly Limit[]): Promise<readonly Spent[]>;
  /** Takes back and forgets, in one statement. */
  giveBack(back: GivenBack): Promise<void>;
  /**
   * Counts one try before it happens, so that fifty at once are fifty. Of a budget by network the network comes first;
   * a trusted one has TRUSTED_FACTOR times the limit.
   */
  consume(rateLimit: RateLimit, ...by: readonly string[]): Promise<Spent>;
  /** Takes back a try that turned out to be none. */
  refund(rateLimit: RateLimit, ...by: readonly string[]): Promise<void>;
  /** Forgets every try that was counted. */
  forget(rateLimit: RateLimit, ...by: readonly string[]): Promise<void>;
  /**
   * Waits until the tries of the same thing that are being judged in this process have ended, some seconds at most. The
   * caller ends its own turn. Tries in turn are counted one by one: correct ones at the same moment never spend a
   * budget.
   */
  turn(...by: readonly string[]): Promise<() => void>;
  /** Looks without counting. */
  peek(rateLimit: RateLimit, ...by: readonly string[]): Promise<Spent>;
  /** Counts a key tried against an identifier, with growing waits. */
  consumeKeyTry(identifier: string): Promise<FailureCount>;
  /** The same, unless a narrower budget is spent: both are counted in one statement. */
  consumeKeyTryBehind(near: Limit, identifier: string): Promise<KeyTried>;
  /** Takes such a try back: no hash was computed for it. */
  refundKeyTry(identifier: string): Promise<void>;
  /** The pause of an identifier in force, by which keys are not tried: until when. Looks without counting. */
  keyPause(identifier: string): Promise<Date | undefined>;
  /**
   * Ends such a pause: the free tries begin anew. How many keys in a row were wrong stays, so that a hundred of them
   * still lead to a code from a contact. `false` where there was no pause.
   */
  liftKeyPause(identifier: string): Promise<boolean>;
  /** A correct key erases the wrong ones. */
  forgetKeyTries(identifier: string): Promise<void>;
}
