import { type ConfirmedContacts, hasNie, type Identifier, numbered, type Profile, rutOf } from './account.ts';
import type { ContestReceipt } from './contest-receipt.ts';
import type { Email } from './email.ts';
import type { Phone } from './phone.ts';
import type { Rut } from './rut.ts';

/** Profiles that recover a key by these pages; a facilitador recovers like a migrante. */
export type RecoveringProfile = Profile;

/** State of the secret question: there is none to ask, it is asked, answered, or its answer is forgotten. */
type QuestionState = 'none' | 'asked' | 'answered' | 'forgotten';

/** Contacts that the user typed to replace those on file. */
export interface NewContacts {
  readonly email: Email;
  readonly mobile?: Phone | undefined;
}

/** The result of a recovery by card and sheet. */
export interface RestoredBySheet {
  /** Codes of the sheet that are left. */
  readonly left: number;
  readonly email?: Email | undefined;
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
  /** Whether a code of the printed sheet is asked, or a right one was given beside the card. */
  readonly sheet?: 'asked' | 'right' | undefined;
  /** What a code of the sheet did: codes left, and the new contacts, of which an e-mail waits for its link. */
  readonly restored?: RestoredBySheet | undefined;
  /** The result of a contest. */
  readonly contested?: ContestReceipt | undefined;
  readonly sent: boolean;
  /** How many pages were shown and left for another one without an answer: each had its number (`placeOf`). */
  readonly detours?: number | undefined;
}

/** The RUN of the user or the RUT of the company of a recovery; a migrante has none: throws `document-at-desk`. */
export const rutOfRecovery = ({ profile, identifier }: Pick<Recovery, 'profile' | 'identifier'>): Rut =>
  rutOf(numbered(hasNie(profile) ? 'NIE' : 'RUN', identifier));

/** RUN of the card that a recovery asks for: the representative's, or the user's own; throws as `rutOfRecovery`. */
export const runOfCard = (known: Pick<Recovery, 'profile' | 'identifier' | 'representative'>): Rut =>
  known.representative ?? rutOfRecovery(known);

/**
 * Pages of a recovery, in the manual's words: the question, the representative, the card, the e-mail, the captcha; of a
 * printed sheet; and of a contest.
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
  | 'sheet'
  | 'restore'
  | 'restored'
  | 'contest'
  | 'choose'
  | 'contested';

/** What the person is asked next. It follows from what is known, from nothing else (docs/guides.md, N 3 and J 3). */
export function nextStep(known: Recovery): RecoveryStep {
  if (known.contested) return 'contested';
  if (known.restored) return 'restored';
  if (known.sent) return 'sent';
  if (known.mailOnly && !known.byMail) return 'mail';
  if (known.question === 'asked' && !known.byMail) return 'question';
  if (known.question === 'answered' && !known.cardAlways) return 'send';
  if (hasNie(known.profile)) return known.byMail ? 'send' : 'mail';
  if (known.profile === 'juridica' && !known.representative) return 'representative';
  if (!known.card) return 'serial';
  if (known.owned) return 'choose';
  // After the link in the mailbox contacts stay as they are: the message is sent as to anyone.
  if (known.sheet && !known.byMail) return known.sheet === 'right' ? 'restore' : 'sheet';
  if (known.unproved && known.email === 'wrong') return 'contest';
  if (known.byMail || known.email === 'right') return 'send';
  if (known.email === 'unasked') return 'email';
  return known.contacts ? 'send' : 'contacts';
}
