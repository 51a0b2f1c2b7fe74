import { type Email, mailboxOf } from '../email.ts';
import { isPublicMail } from '../meant-email.ts';

/**
 * Whether an e-mail is a member's own or of a domain in which members have theirs: the agency lends none to a person. Which
 * domains these are is read from the team; those of the public, in which a member may have one too, are no agency's.
 */
export function isAgencyMail(email: Email, staff: readonly Email[]): boolean {
  const mailbox = mailboxOf(email);
  const domain = domainOf(email);
  return staff.some((own) => {
    const agency = domainOf(own);
    const within = domain === agency || domain.endsWith(`.${agency}`);
    return mailboxOf(own) === mailbox || (within && !isPublicMail(agency));
  });
}

const domainOf = (email: Email): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
