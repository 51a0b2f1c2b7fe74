import type { Email } from './email.ts';
import { nextStep, type Recovery, type RecoveryStep } from './recovery.ts';
import { parseRut } from './rut.ts';

/** The number of a page as shown to the user: `of` is the total, where that does not depend on the answers. */
export interface Place {
  readonly number: number;
  readonly of?: number | undefined;
}

/** The number of the first page, which asks for the identifier: how many follow depends on what the person can show. */
export const FIRST_PLACE: Place = { number: 1 };

/**
 * The number of the page that comes next: the first page, one for each answer since, the pages that were left for
 * others, and this one. No two pages of a journey have the same number. The last pages show the result, and have none.
 */
export function placeOf(known: Recovery): Place | undefined {
  if (isOver(nextStep(known))) return undefined;
  const number = FIRST_PLACE.number + answers(known) + (known.detours ?? 0) + 1;
  const ahead = pagesAhead(known);
  return ahead === undefined ? { number } : { number, of: number + ahead };
}

/**
 * What is known after an act that is no answer leads to another page: that page has the next number, though nothing
 * more is known, or less.
 */
export function turnTo<R extends Recovery>(known: R, change: Partial<R>): R {
  const next = { ...known, ...change };
  const missing = answers(known) - answers(next);
  if (nextStep(next) === nextStep(known) || missing < 0) return next;
  return { ...next, detours: (known.detours ?? 0) + missing + 1 };
}

const isOver = (step: RecoveryStep): boolean => step === 'sent' || step === 'restored' || step === 'contested';

/** How many pages were answered: each of them adds one known thing. */
function answers({ question, representative, card, byMail, email, contacts, owned, sheet }: Recovery): number {
  const asked = question === 'answered' || question === 'forgotten';
  const known = [asked, representative, card, byMail, email !== 'unasked', contacts, owned, sheet === 'right'];
  return known.filter(Boolean).length;
}

/** What a person may answer on each page; each answer adds one known thing. The last ones end the journey. */
const answersTo: Readonly<Record<RecoveryStep, readonly Partial<Recovery>[]>> = {
  question: [{ question: 'answered' }, { question: 'forgotten' }],
  representative: [{ representative: parseRut('1.000-6') }],
  // Only the card shows whether the account was never proved.
  serial: [{ card: true }, { card: true, unproved: true }],
  mail: [{ byMail: true }],
  email: [{ email: 'right' }, { email: 'wrong' }],
  contacts: [{ contacts: { email: 'somewhere' as Email } }],
  send: [{ sent: true }],
  sheet: [{ sheet: 'right' }],
  restore: [{ restored: { left: 1 } }],
  contest: [{ contested: { outcome: 'free', folio: '' } }, { owned: 'email' }],
  choose: [{ contested: { outcome: 'kept', folio: '' } }],
  sent: [],
  restored: [],
  contested: [],
};

/** How many pages follow the next one, where it is the same number whatever is answered. */
function pagesAhead(known: Recovery): number | undefined {
  const counts = new Set(answersTo[nextStep(known)].map((answer) => pagesFrom({ ...known, ...answer })));
  return counts.size === 1 ? [...counts][0] : undefined;
}

/** Pages from here to the end, this one counted; undefined where it depends on answers. Each answer is one step. */
function pagesFrom(known: Recovery): number | undefined {
  if (isOver(nextStep(known))) return 0;
  const ahead = pagesAhead(known);
  return ahead === undefined ? undefined : ahead + 1;
}
