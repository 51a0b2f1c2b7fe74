import { type Email, mailboxOf } from '../email.ts';
import { isPublicMail } from '../meant-email.ts';
import { Refusal } from '../refusal.ts';

/** Names below a country under which anyone may have a domain: "com.pe". */
const SHARED = new Set(['com', 'co', 'org', 'net', 'gob', 'gov', 'edu', 'ac', 'mil', 'go', 'or', 'ne', 'nom', 'ind']);

/** The part of a domain that belongs to one holder: "panaderia.example" of "mail.panaderia.example". */
function heldDomain(domain: string): string {
  const labels = domain.split('.');
  const shared = labels.length > 2 && labels.at(-1)?.length === 2 && SHARED.has(labels.at(-2) ?? '');
  return labels.slice(shared ? -3 : -2).join('.');
}

const domainOf = (mailbox: string): string => mailbox.slice(mailbox.lastIndexOf('@') + 1);

/**
 * Whether a mailbox is one of the company's contacts, however written, or in a domain of them, unless the public has its
 * mail there (rules, Facilitador).
 */
export function isCompanyMailbox(email: Email, contacts: readonly Email[]): boolean {
  const mailbox = mailboxOf(email);
  const held = heldDomain(domainOf(mailbox));
  return contacts.map(mailboxOf).some((theirs) => {
    if (theirs === mailbox) return true;
    return !isPublicMail(domainOf(theirs)) && heldDomain(domainOf(theirs)) === held;
  });
}

/** Checks that a mailbox may be a facilitador's. Throws `facilitador-email-company` for one of the company. */
export function assertForeignMailbox(email: Email, contacts: readonly Email[]): void {
  if (isCompanyMailbox(email, contacts)) throw new Refusal('facilitador-email-company');
}
