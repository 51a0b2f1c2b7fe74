import type { Account, Identifier, PersonalData } from './account.ts';
import type { Address } from './address.ts';
import type { Phone } from './phone.ts';
import type { NewContacts, RecoveringProfile } from './recovery.ts';
import type { Rut } from './rut.ts';
import type { FactorAgain } from './second-factor.ts';

/** Profiles that update data by these pages; a facilitador updates like a migrante. */
export type UpdatingProfile = RecoveringProfile;

/** What is known of an update so far. Before the key was proved nothing here reveals whether there is an account. */
export interface DataUpdate {
  readonly id: string;
  readonly profile: UpdatingProfile;
  readonly identifier: Identifier;
  /** Whether the key was proved. */
  readonly proved: boolean;
  /** State of the second factor, once the key was proved: it is asked, or what was proved. */
  readonly factor?: 'asked' | FactorAgain | undefined;
  /** State of the secret question: there is none to ask, it is asked, or answered. */
  readonly question: 'none' | 'asked' | 'answered';
  /** RUN of the representative who acts for a company. */
  readonly representative?: Rut | undefined;
  /** Whether it continues only by the link in the mailbox on file: instead of captcha and question. */
  readonly mailOnly: boolean;
  /** Whether that link was opened. */
  readonly byMail: boolean;
  readonly done: boolean;
}

/** Pages of an update: the mailbox, the key, the second factor, the question, the data, and the result. */
export type DataUpdateStep = 'mail' | 'key' | 'factor' | 'question' | 'data' | 'done';

/** What the person is asked next. It follows from what is known, and from nothing else (docs/guides.md, N 5). */
export function nextUpdateStep(known: DataUpdate): DataUpdateStep {
  if (known.done) return 'done';
  if (known.mailOnly && !known.byMail) return 'mail';
  if (!known.proved) return 'key';
  if (known.factor === 'asked') return 'factor';
  return known.question === 'asked' && !known.byMail ? 'question' : 'data';
}

/** What the user wants to have on file; an absent group stays as it is. */
export interface DataChanges {
  readonly address?: Address | undefined;
  /** Fixed telephones; a company has one, which is stored as that of work. */
  readonly phones?: { readonly home?: Phone | undefined; readonly work?: Phone | undefined } | undefined;
  /** E-mail and mobile; without a mobile there is none. A company's mobile is that of the representative who acts. */
  readonly contacts?: NewContacts | undefined;
}

/** A contact that can be replaced. */
export type ContactKind = 'email' | 'mobile';

/** The mobile that receives the messages of an account; a company's is its representative's. */
export function mobileOf({
  personal,
}: {
  readonly personal: Pick<PersonalData, 'mobile' | 'company'>;
}): Phone | undefined {
  return personal.mobile ?? personal.company?.representative.mobile;
}

/** Which contacts on file would change. */
export function replacedBy(account: Pick<Account, 'personal'>, contacts: NewContacts | undefined): ContactKind[] {
  if (!contacts) return [];
  const email = contacts.email !== account.personal.email;
  const mobile = contacts.mobile !== mobileOf(account);
  return [...(email ? (['email'] as const) : []), ...(mobile ? (['mobile'] as const) : [])];
}

/** Data that an update changes at once; pages and messages have other words for those of a company. */
export type ChangedData = 'address' | 'company-address' | 'home-phone' | 'work-phone' | 'company-phone';

/** The data that change at once. */
export function changedAtOnce(
  { personal }: Pick<Account, 'personal'>,
  { address, phones }: DataChanges,
): ChangedData[] {
  const other = (one: unknown, two: unknown): boolean => JSON.stringify(one) !== JSON.stringify(two);
  const person = personal.company === undefined;
  const newAddress = address && other(inOrder(address), inOrder(personal.address));
  return [
    ...(newAddress ? [person ? ('address' as const) : ('company-address' as const)] : []),
    ...(phones && phones.home !== personal.homePhone ? ['home-phone' as const] : []),
    ...(phones && phones.work !== personal.workPhone
      ? [person ? ('work-phone' as const) : ('company-phone' as const)]
      : []),
  ];
}

const inOrder = ({ street, number, block, flat, comuna }: Address) => [street, number, block, flat, comuna];
