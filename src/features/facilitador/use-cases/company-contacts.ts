import type { Account } from '../../../domain/account.ts';
import type { Email } from '../../../domain/email.ts';
import { assertForeignMailbox } from '../../../domain/facilitador/foreign-mailbox.ts';

/** Throws `facilitador-email-company` for a mailbox of the company's contacts, or in a domain of theirs. */
export function assertMailboxOfFacilitador({ personal }: Pick<Account, 'personal'>, email: Email): void {
  const own = personal.company?.representative.email;
  assertForeignMailbox(email, own ? [personal.email, own] : [personal.email]);
}
