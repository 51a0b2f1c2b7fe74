import { type ConfirmedContacts, type Identifier, numbered, rutOf } from './account.ts';
import type { Email } from './email.ts';
import type { Phone } from './phone.ts';
import { parseRut, type Rut } from './rut.ts';

/** Profiles that recover a key by these pages; a facilitador recovers like a migrante. */
export type RecoveringProfile = 'natural' | 'juridica' | 'migrante';

/** State of the secret question: there is none to ask, it is asked, answered, or its answer is forgotten. */
export type QuestionState = 'none' | 'asked' | 'answered' | 'forgotten';

/** Contacts that the user typed to replace those on file. */
export interface NewContacts {
  readonly email: Email;
  readonly mobile?: Phone | undefined;
}

/** What is known of a recovery so far. Nothing here reveals whether there is an account: the pages are the same. */
export interface Recovery {
  readonly id: string;
  readonly profile: RecoveringProfile;
  readonly identifier: Identifier;
  readonly question: QuestionState;
  /** Whether an answer is not enough: a company under the stricter rule, or one whose representatives changed. */
  readonly cardAlways: boolean;
  /** RUN of a representative in force at the SII. */
  readonly representative?: Rut | undefined;
  /** Whether the number of the card was shown. */
  readonly card: boolean;
  /** Whether it continues only by the link in the mailbox on file: instead of the captcha (WCAG 2.2, 3.3.8). */
  readonly mailOnly: boolean;
  /** Whether that link was opened. */
  readonly byMail: boolean;
  readonly email: 'unasked' | 'right' | 'wrong';
  readonly contacts?: NewContacts | undefined;
  /** Whether the account whose card was shown was never proved: then «No» is a contest, and no contacts are asked. */
  readonly unproved?: boolean | undefined;
  /** The contact whose code was given together with the card: the account is the person's own, and a key is chosen. */
  readonly owned?: keyof ConfirmedContacts | undefined;
  /** The result of a contest. */
  readonly contested?: ContestReceipt | undefined;
  readonly sent: boolean;
  /** How many pages were shown and left for another one without an answer: each had its number (`placeOf`). */
  readonly detours?: number | undefined;
}

/**
 * State of a contest: no account has the identifier; it was taken back at once, or will be after the waiting period;
 * two people at the desk decide; or it was the person's own account, and stays it.
 */
export type ContestOutcome = 'free' | 'returned' | 'waiting' | 'desk' | 'kept';

/** What is shown about a contest to the person who showed the card. */
export interface ContestReceipt {
  readonly outcome: ContestOutcome;
  readonly folio: string;
  /** When the identifier is released, where a contest waits (ISO 8601). */
  readonly until?: string | undefined;
  /** Token of the page that shows its state, where this contest waits. */
  readonly request?: string | undefined;
}

/** The RUN of the user or the RUT of the company of a recovery; a migrante has none: throws `document-at-desk`. */
export const rutOfRecovery = ({ profile, identifier }: Pick<Recovery, 'profile' | 'identifier'>): Rut =>
  rutOf(numbered(profile === 'migrante' ? 'NIE' : 'RUN', identifier));

/** RUN of the card that a recovery asks for: the representative's, or the user's own; throws as `rutOfRecovery`. */
export const runOfCard = (known: Pick<Recovery, 'profile' | 'identifier' | 'representative'>): Rut =>
  known.representative ?? rutOfRecovery(known);

/**
 * Pages of a recovery, in the manual's words: the question, the representative, the card, the e-mail, the captcha; and
 * of a contest.
 */
export type RecoveryStep =
  | 'question'
  | 'representative'
  | 'serial'
  | 'mail'
  | 'email'
  | 'contacts'
  | 'send'
  | 'sent'
  | 'contest'
  | 'choose'
  | 'contested';

/** What the person is asked next. It follows from what is known, from nothing else (docs/guides.md, N 3 and J 3). */
export function nextStep(known: Recovery): RecoveryStep {
  if (known.contested) return 'contested';
  if (known.sent) return 'sent';
  if (known.mailOnly && !known.byMail) return 'mail';
  if (known.question === 'asked' && !known.byMail) return 'question';
  if (known.question === 'answered' && !known.cardAlways) return 'send';
  if (known.profile === 'migrante') return known.byMail ? 'send' : 'mail';
  if (known.profile === 'juridica' && !known.representative) return 'representative';
  if (!known.card) return 'serial';
  if (known.owned) return 'choose';
  if (known.unproved && known.email === 'wrong') return 'contest';
  if (known.byMail || known.email === 'right') return 'send';
  if (known.email === 'unasked') return 'email';
  return known.contacts ? 'send' : 'contacts';
}

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

const isOver = (step: RecoveryStep): boolean => step === 'sent' || step === 'contested';

/** How many pages were answered: each of them adds one known thing. */
function answers({ question, representative, card, byMail, email, contacts, owned }: Recovery): number {
  const asked = question === 'answered' || question === 'forgotten';
  const known = [asked, representative, card, byMail, email !== 'unasked', contacts, owned];
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
  contest: [{ contested: { outcome: 'free', folio: '' } }, { owned: 'email' }],
  choose: [{ contested: { outcome: 'kept', folio: '' } }],
  sent: [],
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
