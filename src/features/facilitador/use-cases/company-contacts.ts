import type { Account } from '../../../domain/account.ts';
import type { Email } from '../../../domain/email.ts';
import { contactsOfCompany } from '../../../domain/facilitador/company-contacts.ts';
import { assertForeignMailbox } from '../../../domain/facilitador/foreign-mailbox.ts';

/** Throws `facilitador-email-company` for a mailbox of the company's contacts, or in a domain of theirs. */
export const assertMailboxOfFacilitador = (account: Pick<Account, 'personal'>, email: Email): void =>
  assertForeignMailbox(email, contactsOfCompany(account));
