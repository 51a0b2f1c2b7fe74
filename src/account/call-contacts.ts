import type { Account } from '../domain/account.ts';
import { type CallContact, callContacts } from '../domain/caller-check.ts';
import { confirmedMobile, confirmedRepresentativeEmail, maskMobile } from '../domain/contacts.ts';
import { type Email, maskEmail } from '../domain/email.ts';
import type { Phone } from '../domain/phone.ts';
import type { Recipient } from '../ports/notifier.ts';

/** A confirmed contact of an account by which a caller can be checked, in part hidden. */
export interface CallChoice {
  readonly contact: CallContact;
  readonly masked: string;
  readonly to: Recipient;
}

type OfAccount = Pick<Account, 'state' | 'personal' | 'confirmed' | 'stolenAt'>;

/**
 * The confirmed contacts of an account in use; none of one that is not confirmed yet, or closed, or that was stopped for a
 * theft or protected: another person may hold them.
 */
export function callChoices(account: OfAccount): readonly CallChoice[] {
  if (account.state === 'pendiente_correo' || account.state === 'cerrada' || account.stolenAt) return [];
  return callContacts.flatMap((contact) => choiceOf(account, contact) ?? []);
}

function choiceOf(account: OfAccount, contact: CallContact): CallChoice | undefined {
  if (contact === 'email') return byMail(contact, account.personal.email);
  return contact === 'mobile'
    ? bySms(confirmedMobile(account))
    : byMail(contact, confirmedRepresentativeEmail(account));
}

const byMail = (contact: CallContact, to: Email | undefined): CallChoice | undefined =>
  to && { contact, masked: maskEmail(to, 'fixed'), to: { channel: 'mail', to } };

const bySms = (to: Phone | undefined): CallChoice | undefined =>
  to && { contact: 'mobile', masked: maskMobile(to), to: { channel: 'sms', to } };
