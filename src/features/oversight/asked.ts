import type { Context } from 'koa';
import { instantOf } from '../../domain/telephone.ts';
import { addDays, type Day, isDay } from '../../domain/working-days.ts';
import type { Act } from '../../ports/audit.ts';
import type { StaffActFilter } from '../../ports/oversight.ts';
import { listedActs } from './listed-acts.ts';

const MOST_PAGES = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The filters as the address has them; a word that is none is as if it were absent. */
export interface Asked {
  readonly member: string;
  readonly act: Act | '';
  readonly day: Day | '';
  readonly page: number;
}

/** Reads the filters of the address: member, act and day, and the page. */
export function askedIn({ query }: Pick<Context, 'query'>): Asked {
  const [member, act, day] = [query.persona, query.acto, query.dia].map((value) => String(value ?? ''));
  const page = Number(/^\d{1,3}$/.exec(String(query.pagina ?? ''))?.[0] ?? 1);
  return {
    member: member && UUID.test(member) ? member : '',
    act: listedActs.find((one) => one === act) ?? '',
    day: day && isRealDay(day) ? day : '',
    page: Math.min(Math.max(page, 1), MOST_PAGES),
  };
}

const isRealDay = (text: string): text is Day =>
  isDay(text) && text.startsWith('20') && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** What to read for them. */
export function filterOf({ member, act, day }: Asked): StaffActFilter {
  return {
    member: member || undefined,
    act: act || undefined,
    ...(day ? { from: instantOf(day, 0), to: instantOf(addDays(day, 1), 0) } : {}),
  };
}

/** The same filters in an address, on another page of the list or in a file. */
export function addressOf(path: string, { member, act, day }: Asked, page?: number): string {
  const words = Object.entries({ persona: member, acto: act, dia: day, pagina: page ? String(page) : '' });
  const query = new URLSearchParams(words.filter(([, value]) => value !== ''));
  return query.size > 0 ? `${path}?${query}` : path;
}
