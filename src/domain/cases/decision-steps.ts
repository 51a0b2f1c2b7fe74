import { drawn, isCalledBack } from './call-steps.ts';
import type { Case, CaseObstacle, Decision } from './case.ts';
import type { EventOf } from './case-event.ts';
import type { CaseOutcome } from './kinds/kind-rules.ts';
import { decidingOf, kindRules } from './kinds/kinds.ts';
import { type Around, type DecidingAct, whyNotDecide } from './may-decide.ts';
import { changed, refused, type StepResult } from './step-result.ts';
import { needsCopy } from './work-steps.ts';

/** The first of two people says how the case should end, and why. */
export function propose(one: Case, event: EventOf<'propose'>, around: Around): StepResult {
  const { by, outcome, reason, at } = event;
  const why = whyNotDecide(one, 'propose', by, around) ?? whyNotFrom(one, 'en-revision') ?? whyNotSo(one, outcome);
  if (why) return refused(why);
  const proposal = { by: by.id, office: by.office, outcome, reason, reviewed: one.copy?.sha256, at };
  return changed(one, { state: 'por-confirmar', proposal });
}

/** The second one, or who calls the person, does not agree: the case is under review again, and the proposal is gone. */
export function sendBack(one: Case, { by }: EventOf<'send-back'>, around: Around): StepResult {
  const calls = one.state === 'por-llamar';
  const why =
    whyNotDecide(one, calls ? 'call' : 'confirm', by, around) ??
    whyNotFrom(one, calls ? 'por-llamar' : 'por-confirmar');
  return why ? refused(why) : changed(one, { state: 'en-revision', proposal: undefined });
}

/**
 * The second one agrees: the case is decided as proposed, while the first one could still propose it; one that is called
 * back waits for the call.
 */
export function confirm(one: Case, event: EventOf<'confirm'>, around: Around): StepResult {
  const { by, at } = event;
  const why = whyNotDecide(one, 'confirm', by, around) ?? whyNotFrom(one, 'por-confirmar');
  if (why) return refused(why);
  const { proposal } = one;
  if (!proposal) return refused('wrong-state');
  if (!around.proposer || whyNotDecide(one, 'propose', around.proposer, around)) return refused('proposer-out');
  const { outcome, reason } = proposal;
  if (proposal.reviewed !== one.copy?.sha256) return refused('copy-changed');
  const unseen = whyNotSo(one, outcome);
  if (unseen) return refused(unseen);
  if (isCalledBack(one, outcome, { drawn: event.drawn, elsewhere: around.drawnElsewhere })) return drawn(one, event);
  return decided(one, { by: [proposal.by, by.id], outcome, reason, reviewed: proposal.reviewed, at });
}

/** One person decides, where the kind asks for no second one. */
export function decide(one: Case, event: EventOf<'decide'>, around: Around): StepResult {
  const { by, outcome, reason, ground, at } = event;
  const why = whyNotDecide(one, 'decide', by, around) ?? whyNotFrom(one, 'en-revision') ?? whyNotSo(one, outcome);
  return why ? refused(why) : decided(one, { by: [by.id], outcome, reason, ground, at });
}

/** Corrects a slip of a decision by a member who could take it; the outcome stays. */
export function correct(one: Case, { by, text, at }: EventOf<'correct'>, around: Around): StepResult {
  if (one.state !== 'resuelta' || !one.decision) return refused('wrong-state');
  const why = whyNotDecide(one, lastAct(one), by, around);
  return why ? refused(why) : changed(one, { corrections: [...one.corrections, { by: by.id, text, at }] });
}

const decided = (one: Case, decision: Decision): StepResult =>
  changed(one, { state: 'resuelta', decision, assignee: undefined });

const lastAct = (one: Case): DecidingAct => (decidingOf(one).people === 2 ? 'confirm' : 'decide');

const whyNotFrom = (one: Case, state: Case['state']): CaseObstacle | undefined =>
  one.state === state ? undefined : 'wrong-state';

/** Why a case may not end in an outcome: the kind does not have it, or no counter has seen the document. */
function whyNotSo(one: Case, outcome: CaseOutcome): CaseObstacle | undefined {
  const { kind, attestations, copy } = one;
  const { outcomes, attested } = kindRules[kind];
  if (!outcomes.includes(outcome)) return 'outcome';
  if (needsCopy(one) && outcome !== 'rechazada' && !copy) return 'copy-missing';
  return attested && outcome !== 'rechazada' && attestations.length === 0 ? 'document-unseen' : undefined;
}
