import { appealUntil } from '../../domain/cases/clock.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { AnswerOfLink } from './use-cases/tell-answer.ts';

/** A rejection in words for the person whose document was seen: no number, no contact, and no other word of the case. */
export function answerView({ cases, formats }: Catalogue, { one, decision }: AnswerOfLink, now: Date) {
  const until = appealUntil(decision.at);
  return {
    folio: one.folio,
    kind: cases.kinds[one.kind],
    outcome: cases.outcomes[decision.outcome],
    reason: decision.reason,
    at: formats.instant(decision.at),
    corrections: decision === one.decision ? one.corrections.map(({ text }) => text) : [],
    appeal: appealState({ one, decision }, until, now),
    until: formats.instant(until),
  };
}

/** Whether another review can be asked for, goes on, was had, or its term is over. */
function appealState({ one, decision }: AnswerOfLink, until: Date, now: Date): 'open' | 'asked' | 'had' | 'over' {
  if (decision === one.first) return 'asked';
  if (one.first) return 'had';
  return one.closedAt || now > until ? 'over' : 'open';
}
