import type { Account, ConfirmedContacts } from './account.ts';
import { mobileOf } from './data-update.ts';
import type { Email } from './email.ts';
import type { Phone } from './phone.ts';

/** Days after which a confirmed e-mail, together with the card, may be the only contact of a recovery (C6). */
const SETTLED_DAYS = 30;

type Contacts = Pick<Account, 'personal' | 'confirmed'>;

/**
 * The mobile that may receive keys, codes, links and notices: the one on file, once a code from it was typed. The
 * e-mail of an open account needs no such check: it is replaced by its own link only.
 */
export const confirmedMobile = (account: Contacts): Phone | undefined =>
  account.confirmed.mobile ? mobileOf(account) : undefined;

/** The mobile on file that no code was typed from: it gets the code that confirms it, and nothing else. */
export const mobileToConfirm = (account: Contacts): Phone | undefined =>
  account.confirmed.mobile ? undefined : mobileOf(account);

/** The own e-mail of a company's representative, once its link was opened; until then it gets that mail only. */
export function confirmedRepresentativeEmail({ personal }: Pick<Account, 'personal'>): Email | undefined {
  const { email, emailConfirmed } = personal.company?.representative ?? {};
  return emailConfirmed ? email : undefined;
}

/** Whether the e-mail on file was confirmed more than 30 days before `now`. */
export function isEmailSettled({ confirmed: { email } }: Pick<Account, 'confirmed'>, now: Date): boolean {
  return email !== undefined && now.getTime() - email.getTime() > SETTLED_DAYS * 24 * 3_600_000;
}

/**
 * Whether a sign-in asks for the code from the mobile: it is unconfirmed, and the page that confirmed the e-mail, which
 * asked too, is more than a day ago.
 */
export const asksForMobile = (account: Contacts, now: Date): boolean =>
  mobileToConfirm(account) !== undefined && now.getTime() - (account.confirmed.email?.getTime() ?? 0) > 24 * 3_600_000;

/** Since when the contacts of `after` are confirmed: a replaced one is not, unless the same change has the date. */
export function confirmedAfter(before: Contacts, after: Contacts): ConfirmedContacts {
  const kept = (was: Date | undefined, is: Date | undefined, replaced: boolean): Date | undefined =>
    replaced && was?.getTime() === is?.getTime() ? undefined : is;
  return {
    email: kept(before.confirmed.email, after.confirmed.email, before.personal.email !== after.personal.email),
    mobile: kept(before.confirmed.mobile, after.confirmed.mobile, mobileOf(before) !== mobileOf(after)),
  };
}

/** A mobile as it may be shown where its owner is not proved: "+56 9 •••• 5678". */
export const maskMobile = (mobile: Phone): string => `+56 9 •••• ${mobile.slice(-4)}`;
