import type { Account, PersonalData } from './account.ts';
import { mobileOf } from './data-update.ts';
import { type Identidad, reaches } from './identity-level.ts';

const DAY_MS = 24 * 3_600_000;

/** Days in which an identity that was proved by the card's number alone is fresh. */
export const FRESH_DAYS = 30;

/** Days in which only one contest of an account takes effect. */
export const CONTEST_DAYS = 30;

/** Days in which a sign-in from a known device shows that an account is in use. */
const IN_USE_DAYS = 30;

/** Minutes for which a card that was shown is valid, in the browser and the journey where it was shown (floor 8). */
const CARD_MINUTES = 15;

type Identity = Pick<Account, 'identidad' | 'kind'>;

/** Whether no card was ever shown for an account that a card could prove; a NIE is seen at the desk. */
export const neverProved = ({ identidad, kind }: Identity): boolean => kind !== 'NIE' && identidad !== 'documento';

/**
 * Whether the identity was proved less than 30 days ago: meanwhile a cancellation or reversal does not override the
 * same person's card; two people at the desk decide.
 */
export function isFreshlyProved({ identidad, identityProvedAt }: Account, now: Date): boolean {
  return identidad === 'documento' && isWithin(identityProvedAt, FRESH_DAYS * DAY_MS, now);
}

/** Whether there was a sign-in from a device that the account knew, within the last 30 days. */
export const isInUse = ({ knownLoginAt }: Account, now: Date): boolean =>
  isWithin(knownLoginAt, IN_USE_DAYS * DAY_MS, now);

/** Whether a card that was shown at that moment is still valid. */
export const isCardRecent = (shownAt: Date | undefined, now: Date): boolean =>
  isWithin(shownAt, CARD_MINUTES * 60_000, now);

function isWithin(at: Date | undefined, ms: number, now: Date): boolean {
  return at !== undefined && now.getTime() - at.getTime() < ms;
}

/** What a proof reaches, and what it leaves. */
interface ProofGiven {
  /** `revisada` by copies that two people reviewed; else `documento`, by the card or at a counter. */
  readonly reached?: Exclude<Identidad, 'declarada'> | undefined;
  /** A code from the mobile was given together with the card. */
  readonly keepMobile?: boolean | undefined;
}

/**
 * An account once its document was shown, or copies of it were reviewed; one in a contest stays as it is until that is
 * decided. A proof that raises the identity removes the question and the mobile that were set below it, with a company's
 * also the e-mail of its representative: another person may have set them. One who uploaded a copy may not be the one who
 * shows the document later, so that both do.
 */
export function withProof(
  account: Account,
  now: Date,
  { reached = 'documento', keepMobile = false }: ProofGiven = {},
): Account {
  if (reaches(account.identidad, reached) || account.contest) return account;
  const { confirmed, personal } = account;
  return {
    ...account,
    identidad: reached,
    identityProvedAt: now,
    question: undefined,
    confirmed: { email: confirmed.email, mobile: keepMobile ? confirmed.mobile : undefined },
    personal: keepMobile ? personal : withoutMobile(personal),
  };
}

/** What a proof that raises the identity removes from an account. */
export type DroppedByProof = 'question' | 'mobile' | 'representative-email';

/** What a proof removed; undefined where it raised nothing. */
export function droppedByProof(before: Account, after: Account): readonly DroppedByProof[] | undefined {
  if (reaches(before.identidad, after.identidad)) return undefined;
  const email = (account: Account) => account.personal.company?.representative.email;
  return [
    ...(before.question && !after.question ? (['question'] as const) : []),
    ...(mobileOf(before) && !mobileOf(after) ? (['mobile'] as const) : []),
    ...(email(before) && !email(after) ? (['representative-email'] as const) : []),
  ];
}

function withoutMobile({ company, ...personal }: PersonalData): PersonalData {
  if (!company) return { ...personal, mobile: undefined };
  const { run, name } = company.representative;
  return { ...personal, company: { ...company, representative: { run, name } } };
}
