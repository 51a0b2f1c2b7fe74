import { isWaiting } from '../acceptance.ts';
import { type Email, mailboxOf } from '../email.ts';
import { isPublicMail } from '../meant-email.ts';
import type { CaseStaff } from './may-decide.ts';

/** A member of the team, with their e-mail. */
type Member = Pick<CaseStaff, 'acceptance'> & { readonly email: Email };

/** So many accepted members have theirs in a domain of the agency: one invitation, or one private mailbox, makes none. */
const ENOUGH = 2;

/**
 * Whether an e-mail is a member's own or of a domain in which members have theirs: the agency lends none to a person. Which
 * domains these are is read from the accepted members of the team; those of the public, in which members may have one too,
 * are no agency's.
 */
export function isAgencyMail(email: Email, team: readonly Member[]): boolean {
  return team.some((one) => mailboxOf(one.email) === mailboxOf(email)) || isAgencyDomain(email, team);
}

/** Whether an e-mail is of a domain in which accepted members have theirs, and that is none of the public. */
export function isAgencyDomain(email: Email, team: readonly Member[]): boolean {
  const own = domainOf(email);
  const domains = team.filter((one) => !isWaiting(one)).map((one) => domainOf(one.email));
  return domains.some(
    (agency) =>
      isWithin(own, agency) &&
      !isPublicMail(agency) &&
      domains.filter((domain) => isWithin(domain, agency)).length >= ENOUGH,
  );
}

const isWithin = (domain: string, agency: string): boolean => domain === agency || domain.endsWith(`.${agency}`);

const domainOf = (email: Email): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
