import { articlesOf } from '../../domain/right-grounds.ts';
import { isLate } from '../../domain/right-terms.ts';
import { complaintUntil } from '../../domain/rights.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { RightRequest } from '../../ports/right-requests.ts';

/** A request as a page shows it at an instant; `late` is one that waits past its last day, or was answered after it. */
export function rightView(texts: Catalogue, request: RightRequest, now: Date) {
  const { formats, pages, rights } = texts;
  const { states, decisions } = pages.privacy;
  const { folio, kind, state, askedAt, dueOn, answeredAt, decision, ground, extendedAt, liftedAt } = request;
  return {
    folio,
    name: rights.names[kind],
    state: states[state],
    open: state !== 'respondida',
    asked: formats.instant(askedAt),
    due: formats.day(dueOn),
    extended: extendedAt !== undefined,
    answered: answeredAt && formats.instant(answeredAt),
    answeredOn: answeredAt && formats.longDay(answeredAt),
    late: isLate(request, now),
    complaint: answeredAt && lastToComplain(texts, answeredAt),
    decision: decision && decisions[decision],
    ground: ground && `${rights.grounds[ground]} (${rights.law(articlesOf(kind, ground))})`,
    copy: kind === 'acceso' && decision !== undefined && decision !== 'rechazada',
    block: kind === 'bloqueo',
    blocked: kind === 'bloqueo' && !liftedAt,
  };
}

/**
 * The last day to complain to the Agencia, as people write it; undefined where the table of holidays does not reach.
 */
function lastToComplain({ formats }: Catalogue, answeredAt: Date): string | undefined {
  const last = complaintUntil(dayOf(answeredAt));
  return last && formats.day(last);
}
