import type { RightGround } from '../domain/right-grounds.ts';
import type { RightDecision, RightKind, RightState } from '../domain/rights.ts';
import type { Day } from '../domain/working-days.ts';
import type { CasePerson } from './cases.ts';

/** A request for a right over one's own data. */
export interface RightRequest {
  readonly id: string;
  /** Reference for the telephone service and the desk. */
  readonly folio: string;
  readonly accountId: string;
  /** Subject of the person who asked, where the account is a company's. */
  readonly actor: string | undefined;
  readonly kind: RightKind;
  readonly state: RightState;
  readonly decision: RightDecision | undefined;
  /** What the law allows a refusal, or a part of one, to rest on. */
  readonly ground?: RightGround | undefined;
  readonly askedAt: Date;
  /** The last day for the answer. */
  readonly dueOn: Day;
  readonly extendedAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  /** When a block ended. */
  readonly liftedAt: Date | undefined;
}

/** What was written: by the person, and by those who answered, extended the term or ended the block. Sealed at rest. */
export interface RightWords {
  readonly detail: string | undefined;
  readonly reasons: string | undefined;
  readonly extension: string | undefined;
  readonly lifting: string | undefined;
}

/** Requests, and how many more there are beyond these; at most `MORE_AT_MOST` are counted. */
export interface RightPage {
  readonly requests: readonly RightRequest[];
  readonly more: number;
}

/** Requests that wait for an answer, and how near their last days are. */
export interface RightsDue {
  readonly open: number;
  /** Past their last day. */
  readonly overdue: number;
  /** At most three working days before it. */
  readonly soon: number;
  /** The one whose last day is the earliest. */
  readonly first: { readonly folio: string; readonly dueOn: Day } | undefined;
  /** Folio of the last one that was asked for among those that are due soon or overdue. */
  readonly newest: string | undefined;
}

/** An exact count above this is not needed. */
export const MORE_AT_MOST = 10_000;

type NewRightRequest = Pick<RightRequest, 'folio' | 'accountId' | 'actor' | 'kind' | 'dueOn'> &
  Pick<RightWords, 'detail'> & { readonly about?: CasePerson | undefined };

/**
 * Requests for rights; they outlive the account, since they prove that they were answered. Each is a case of kind
 * `derecho` too, with the same id and folio: the queue, its state, its term and who has it are the case's, and a step of
 * either is one of both (features/privacy/use-cases/step-right.ts).
 */
export interface RightRequests {
  /** Keeps a new one with its case; undefined for a block while the account has one in force. */
  open(request: NewRightRequest): Promise<RightRequest | undefined>;
  find(id: string): Promise<RightRequest | undefined>;
  findByFolio(folio: string): Promise<RightRequest | undefined>;
  /**
   * Those that wait for an answer by their last day, the earliest first, and then answered blocks that remain in force;
   * with `all` also everything else that was answered, the latest answer first.
   */
  page(wanted: { readonly all: boolean; readonly limit: number }): Promise<RightPage>;
  /** Answered ones: blocks that remain in force first, then the latest answer first. */
  answered(limit: number): Promise<readonly RightRequest[]>;
  /** Those of an account, newest first. */
  list(accountId: string): Promise<readonly RightRequest[]>;
  wordsOf(id: string): Promise<RightWords>;
  /** The block in force for an account. */
  block(accountId: string): Promise<RightRequest | undefined>;
  /** Ends a block, with the reasons where a person gives some; `false` for all calls but the first. */
  lift(id: string, reasons?: string): Promise<boolean>;
  /** Marks it as being examined; `false` when it was not new. */
  review(id: string): Promise<boolean>;
  /** Gives it another last day, once, and keeps why; `false` when it was extended or answered before. */
  extend(id: string, dueOn: Day, reasons: string): Promise<boolean>;
  /** Stores the answer and returns the request as it is then; undefined for all calls but the first. */
  answer(
    id: string,
    answer: {
      readonly decision: RightDecision;
      readonly reasons: string;
      readonly ground?: RightGround | undefined;
    },
  ): Promise<RightRequest | undefined>;
}
