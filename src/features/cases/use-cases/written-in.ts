import type { Case } from '../../../domain/cases/case.ts';
import type { CaseEvent } from '../../../domain/cases/case-event.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';

interface Step {
  readonly one: DeskCase;
  readonly next: Case;
  readonly event: CaseEvent;
}

/**
 * What the trail names of the words of a step, by their digests: the reason of a proposal or a decision with its
 * outcome, a correction, what was said of a call and to which contact it went. The evidence about the case shows by it
 * that these are the words.
 */
export function writtenIn(
  { cases }: Pick<Deps, 'cases'>,
  { one, next, event }: Step,
): Readonly<Record<string, string>> {
  const digest = (words: string): string => cases.digestOf(one.id, words);
  const end = next.decision !== one.decision ? next.decision : event.type === 'propose' ? event : undefined;
  const words = end?.reason ?? (event.type === 'correct' ? event.text : undefined);
  return {
    ...(end ? { outcome: end.outcome } : {}),
    ...(words === undefined ? {} : { words: digest(words) }),
    ...(event.type === 'propose' && next.proposal?.others ? { others: digest(next.proposal.others.words) } : {}),
    ...(event.type === 'call' ? { called: event.contact, call: digest(event.reason) } : {}),
    ...(end && one.copy ? { copy: one.copy.sha256 } : {}),
  };
}
