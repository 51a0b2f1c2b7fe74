import type { CaseOutcome } from '../../domain/cases/kinds/kind-rules.ts';
import { maskIdentifier } from '../../domain/masked-identifier.ts';
import { articlesOf, groundsOf, type RightGround } from '../../domain/right-grounds.ts';
import { closesAccount, daysLeft } from '../../domain/right-terms.ts';
import { complaintUntil, type RightKind } from '../../domain/rights.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { rightView as letterFacts } from '../privacy/right-words.ts';
import type { CaseSheet } from './use-cases/case-sheet.ts';

/** An answer that a member is about to send; the reasons are those of the draft. */
export interface AnswerShown {
  readonly outcome: CaseOutcome;
  readonly ground: RightGround | undefined;
}

type RightSheet = Pick<CaseSheet, 'right' | 'holder' | 'blockEnd'>;

/**
 * A request for a right as the desk answers it: what was asked, its term, the grounds that the law allows; once it is
 * answered its letter, as the person has it.
 */
export function rightView(texts: Catalogue, { right, holder, blockEnd }: RightSheet, now: Date) {
  if (!right) return undefined;
  const { request, words } = right;
  const { kind, dueOn, extendedAt, liftedAt } = request;
  const { formats, rights } = texts;
  return {
    name: rights.names[kind],
    asked: formats.instant(request.askedAt),
    due: formats.day(dueOn),
    left: daysLeft(request, dayOf(now)),
    extended: extendedAt !== undefined,
    block: kind === 'bloqueo' && !liftedAt,
    blockEnd: blockEnd && { why: blockEnd.why && texts.cases.obstacle(blockEnd.why) },
    lifting: words.lifting,
    letter: request.answeredAt && { request: letterFacts(texts, request, now), ...words },
    to: holder && maskIdentifier(holder.identifier),
    detail: words.detail,
    extension: words.extension,
    grounds: groundsOf(kind, 'rechazada').map((value) => ({ value, text: groundText(texts, kind, value) })),
  };
}

/** The answer as the person will read it, before it is sent. */
export function answerView(
  texts: Catalogue,
  { right, draft }: Pick<CaseSheet, 'right' | 'draft'>,
  { outcome, ground }: AnswerShown,
  now: Date,
) {
  if (!right) return undefined;
  const { kind } = right.request;
  const last = complaintUntil(dayOf(now));
  return {
    outcome,
    decision: texts.cases.outcomes[outcome],
    ground: ground && { value: ground, text: groundText(texts, kind, ground) },
    reasons: draft,
    late: dayOf(now) > right.request.dueOn,
    complaint: last && texts.formats.day(last),
    closes: closesAccount(kind, outcome),
  };
}

const groundText = ({ rights }: Catalogue, kind: RightKind, ground: RightGround): string =>
  `${rights.grounds[ground]} (${rights.law(articlesOf(kind, ground))})`;
