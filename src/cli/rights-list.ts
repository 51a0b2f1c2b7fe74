import { daysLeft, isLate } from '../domain/right-terms.ts';
import { dayOf } from '../domain/working-days.ts';
import { formats } from '../locales/es-CL/formats/formats.ts';
import { rightList, rightListTexts, shortNames } from '../locales/es-CL/operator/rights.ts';
import { MORE_AT_MOST, type RightPage, type RightRequest } from '../ports/right-requests.ts';
import { lastDayOf, stateOf, termOf } from './right-terms.ts';
import { aligned } from './terminal.ts';

/** The list as the operator reads it: no text of a request, and no name or number of a person. */
export function listText({ requests, more }: RightPage, now: Date): string {
  if (requests.length === 0) return rightList.none;
  const rows = requests.map((one) => [
    one.folio,
    shortNames[one.kind],
    stateOf(one),
    formats.day(dayOf(one.askedAt)),
    lastDayOf(one),
    termOf(one, now),
  ]);
  return [...aligned([rightList.headings, ...rows]), ...moreLine(more)].join('\n');
}

function moreLine(more: number): readonly string[] {
  if (more === 0) return [];
  return [rightListTexts.more({ count: more, most: MORE_AT_MOST })];
}

/** The list for programs: one object, days as "2026-12-24" and instants in ISO 8601. */
export function listJson({ requests, more }: RightPage, now: Date): string {
  return JSON.stringify({ requests: requests.map((one) => jsonOf(one, now)), more }, undefined, 2);
}

function jsonOf(request: RightRequest, now: Date) {
  const { folio, kind, state, decision, askedAt, dueOn, extendedAt, answeredAt, liftedAt } = request;
  const left = answeredAt ? undefined : daysLeft(request, dayOf(now));
  return {
    folio,
    kind,
    state,
    decision,
    askedAt,
    dueOn,
    daysLeft: left,
    late: isLate(request, now),
    extendedAt,
    answeredAt,
    liftedAt,
  };
}
