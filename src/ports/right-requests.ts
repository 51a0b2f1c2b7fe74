import type { RightDecision, RightKind, RightState } from '../domain/rights.ts';
import type { Day } from '../domain/working-days.ts';

/** A request for a right over one's own data. */
export interface RightRequest {
  readonly id: string;
  /** By which the telephone and the desk find it. */
  readonly folio: string;
  readonly accountId: string;
  /** Subject of whoever asked, where the account is a company's. */
  readonly actor: string | undefined;
  readonly kind: RightKind;
  readonly state: RightState;
  readonly decision: RightDecision | undefined;
  readonly askedAt: Date;
  /** The last day for the answer. */
  readonly dueOn: Day;
  readonly extendedAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  /** When a block ended. */
  readonly liftedAt: Date | undefined;
}

/** What was written: by the person, and by who answered. Sealed at rest. */
export interface RightWords {
  readonly detail: string | undefined;
  readonly reasons: string | undefined;
}

export type NewRightRequest = Pick<RightRequest, 'folio' | 'accountId' | 'actor' | 'kind' | 'dueOn'> &
  Pick<RightWords, 'detail'>;

/** Requests for rights; they outlive the account, for they prove that they were answered. */
export interface RightRequests {
  /** Keeps a new one; undefined for a block while the account has one in force. */
  open(request: NewRightRequest): Promise<RightRequest | undefined>;
  find(id: string): Promise<RightRequest | undefined>;
  /** Those of an account, newest first. */
  list(accountId: string): Promise<readonly RightRequest[]>;
  wordsOf(id: string): Promise<RightWords>;
  /** The block that stands for an account. */
  block(accountId: string): Promise<RightRequest | undefined>;
  /** Ends a block; `false` for everybody but the first. */
  lift(id: string): Promise<boolean>;
  /** Notes that somebody looks at it; `false` when it was not new. */
  review(id: string): Promise<boolean>;
  /** Gives it another last day, once; `false` when it was extended or answered before. */
  extend(id: string, dueOn: Day): Promise<boolean>;
  /** Keeps the answer; `false` for everybody but the first. */
  answer(id: string, answer: { readonly decision: RightDecision; readonly reasons: string }): Promise<boolean>;
}
