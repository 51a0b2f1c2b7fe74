import type { Account } from '../account.ts';
import type { Email } from '../email.ts';

/** Mailboxes of a company: its own, and that of its representative. */
export function contactsOfCompany({ personal }: Pick<Account, 'personal'>): readonly Email[] {
  const own = personal.company?.representative.email;
  return own ? [personal.email, own] : [personal.email];
}
