import { expiresAt } from '../../domain/cases/end-steps.ts';
import { needsCopy } from '../../domain/cases/work-steps.ts';
import { ownCaseState, waitsForVisit } from '../../http/words/case-state.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { CaseMessage, DeskCase } from '../../ports/cases.ts';
import { termView } from './case-term.ts';

/** A case in words to its person, or to the company that is named: who works at the desk is named by the desk alone. */
export function ownCaseView(
  texts: Catalogue,
  one: DeskCase,
  { messages, company }: { readonly messages: readonly CaseMessage[]; readonly company?: string | undefined },
  now: Date,
) {
  const { cases, formats } = texts;
  const { decision } = one;
  const end = expiresAt(one);
  const visit = waitsForVisit(one);
  // Words do not answer it: a copy is sent from Mi cuenta, with key and factor.
  const sendsCopy = one.state === 'espera-persona' && needsCopy(one);
  return {
    folio: one.folio,
    company,
    kind: cases.kinds[one.kind],
    state: ownCaseState(texts, one),
    term: termView(texts, one, now, 'ownTerm'),
    visit,
    answers: one.state === 'espera-persona' && !visit && !sendsCopy,
    sendsCopy,
    corrects: one.kind === 'facilitador',
    until: end && formats.longDay(end),
    messages: messages.map(({ author, text, at }) => ({
      author: author === 'person' ? cases.you : cases.desk,
      text,
      at: formats.instant(at),
    })),
    decision: decision && {
      outcome: cases.outcomes[decision.outcome],
      reason: decision.reason,
      at: formats.instant(decision.at),
    },
    corrections: one.corrections.map(({ text }) => text),
  };
}
