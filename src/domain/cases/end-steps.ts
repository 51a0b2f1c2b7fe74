import { type Case, isOpen } from './case.ts';
import type { EventOf } from './case-event.ts';
import { appealUntil, dueFrom, termEnd } from './clock.ts';
import { kindRules } from './kinds/kinds.ts';
import { changed, refused, type StepResult } from './step-result.ts';

/** The person withdraws the case; a right is owed its answer, and has no page that withdraws it. */
export const withdraw = (one: Case, { at }: EventOf<'withdraw'>): StepResult =>
  one.kind === 'derecho' ? refused('outcome') : changed(one, { state: 'desistida', closedAt: at });

/** A case ends by itself whose person did not answer or come; one that waits for the desk never does. */
export function expire(one: Case, { at }: EventOf<'expire'>): StepResult {
  const end = expiresAt(one);
  return end && at > end ? changed(one, { state: 'vencida', closedAt: at }) : refused('not-expired');
}

/** When a case that waits for its person expires; undefined where it does not wait, or the law asks for an answer. */
export function expiresAt({ kind, state, waitingSince }: Case): Date | undefined {
  const { waitsDays } = kindRules[kind];
  if (state !== 'espera-persona' || !waitingSince || waitsDays === undefined) return undefined;
  return termEnd(waitingSince, { unit: 'calendar-days', length: waitsDays });
}

/** The person asks that another member decide anew (reposición): once, of a decision that did not grant everything. */
export const appeal = (one: Case, { at }: EventOf<'appeal'>): StepResult => reopened(one, at);

/** The same of a person who comes back to a counter: a lost mailbox gets no page on which to ask. */
export function reopened(one: Case, at: Date): StepResult {
  const { decision } = one;
  if (one.first) return refused('appealed-before');
  if (!decision || !mayBeAppealed(one)) return refused('no-appeal');
  if (at > appealUntil(decision.at)) return refused('appeal-over');
  return changed(one, {
    state: 'en-revision',
    first: decision,
    decision: undefined,
    proposal: undefined,
    dueAt: dueFrom(at, one),
  });
}

/** Nothing more can happen to a decided case: there was no appeal in its term, or there can be none. */
export function close(one: Case, { at }: EventOf<'close'>): StepResult {
  const { decision } = one;
  if (!decision) return refused('wrong-state');
  if (!one.first && mayBeAppealed(one) && at <= appealUntil(decision.at)) return refused('appeal-open');
  return changed(one, { closedAt: at });
}

/**
 * An operator ends a case without deciding it: no account changes. A complaint ends so only where its person withdrew it,
 * or another one is about the same; a right never does, since `npm run rights` answers it.
 */
export function conclude(one: Case, { reason, at }: EventOf<'conclude'>): StepResult {
  const states = {
    atendida: 'resuelta',
    repetida: 'resuelta',
    desistida: 'desistida',
    'sin-respuesta': 'vencida',
  } as const;
  if (one.kind === 'derecho') return refused('outcome');
  const owesAnswer = kindRules[one.kind].waitsDays === undefined;
  if (owesAnswer && reason !== 'desistida' && reason !== 'repetida') return refused('outcome');
  return isOpen(one)
    ? changed(one, { state: states[reason], concluded: reason, closedAt: at })
    : refused('wrong-state');
}

const mayBeAppealed = ({ kind, decision }: Case): boolean =>
  kindRules[kind].appealable && decision !== undefined && decision.outcome !== 'acogida';
