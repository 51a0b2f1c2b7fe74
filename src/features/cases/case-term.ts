import { type Case, isOpen } from '../../domain/cases/case.ts';
import { appealUntil } from '../../domain/cases/clock.ts';
import { expiresAt } from '../../domain/cases/end-steps.ts';
import { kindRules } from '../../domain/cases/kinds/kinds.ts';
import { dueNow } from '../../domain/cases/work-steps.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** The term of a case in words; `tone` marks one that is paused or late. */
interface TermView {
  readonly text: string;
  readonly tone: '' | 'pend' | 'no';
  /** What time does besides: when it expires, or until when it may be appealed. */
  readonly then?: string | undefined;
}

/** The clock of a case, in the words of the desk or of the page of its person. */
export function termView(
  { cases, formats }: Catalogue,
  one: Case,
  now: Date,
  whose: 'term' | 'ownTerm' = 'term',
): TermView {
  const term = cases[whose];
  const end = expiresAt(one);
  const then = end && term.expires(formats.instant(end));
  if (!isOpen(one)) return overView(formats, term, one);
  if (one.waitingSince && kindRules[one.kind].pauses) {
    const unseen = kindRules[one.kind].attested && one.attestations.length === 0;
    return { text: unseen ? term.unseen : term.paused, tone: 'pend', then };
  }
  const due = dueNow(one, now);
  const at = formats.instant(due);
  return due < now ? { text: term.late(at), tone: 'no', then } : { text: term.due(at), tone: '', then };
}

function overView(formats: Catalogue['formats'], term: Catalogue['cases']['term'], one: Case): TermView {
  const { decision, closedAt, first } = one;
  const appeals = decision && !closedAt && !first && kindRules[one.kind].appealable && decision.outcome !== 'acogida';
  const then = appeals ? term.appeal(formats.instant(appealUntil(decision.at))) : undefined;
  return { text: term.over, tone: '', then };
}
