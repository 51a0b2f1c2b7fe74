import type { CaseOutcome } from '../../../domain/cases/kinds/kind-rules.ts';
import type { RightGround } from '../../../domain/right-grounds.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { type MemberAt, stepOfMember } from './step-case.ts';

/** How a case ends, and why, in words that the person reads. */
export interface DecisionWords {
  readonly outcome: CaseOutcome;
  readonly reason: string;
  /** Of a right that is not granted wholly. */
  readonly ground?: RightGround | undefined;
  /** Of other open claims of the number, for the desk alone. */
  readonly others?: string | undefined;
}

/** The first of two people says how a case should end. Throws `case-refused`. */
export const proposeDecision = (deps: Deps, at: MemberAt, words: DecisionWords): Promise<DeskCase> =>
  stepOfMember(deps, at, (by, now) => ({
    type: 'propose',
    by,
    outcome: words.outcome,
    reason: words.reason,
    others: words.others,
    at: now,
  }));

/**
 * The second one agrees: what the decision does happens in the same transaction. One in twenty that grants something waits
 * for a call to its person; the draw is made now, so that no member knows it before. Throws `case-refused`.
 */
export const confirmDecision = (deps: Deps, at: MemberAt): Promise<DeskCase> =>
  stepOfMember(deps, at, (by, now) => ({ type: 'confirm', by, drawn: deps.cases.drawsCallBack(), at: now }));

/** The second one does not agree. Throws `case-refused`. */
export const sendBackDecision = (deps: Deps, at: MemberAt): Promise<DeskCase> =>
  stepOfMember(deps, at, (by, now) => ({ type: 'send-back', by, at: now }));

/** One person decides, where the kind asks for no second one. Throws `case-refused`. */
export const decideCase = (deps: Deps, at: MemberAt, { outcome, reason, ground }: DecisionWords): Promise<DeskCase> =>
  stepOfMember(deps, at, (by, now) => ({ type: 'decide', by, outcome, reason, ground, at: now }));

/** Corrects a slip of a decision. Throws `case-refused`. */
export const correctDecision = (deps: Deps, at: MemberAt, text: string): Promise<DeskCase> =>
  stepOfMember(deps, at, (by, now) => ({ type: 'correct', by, text, at: now }));
