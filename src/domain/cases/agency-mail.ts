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
  return team.some((one) => mailboxOf(one.email) === mailboxOf(email)) || membersBeside(email, team) >= ENOUGH;
}

/** Whether an e-mail is of a domain in which most of the accepted members have theirs, and that is none of the public. */
export const isDomainOfMost = (email: Email, team: readonly Member[]): boolean =>
  membersBeside(email, team) * 2 > domainsOf(team).length;

/** How many accepted members have theirs in the domain of this e-mail, or of which it is a part; none in one of the public. */
function membersBeside(email: Email, team: readonly Member[]): number {
  const domains = domainsOf(team);
  const around = domains.filter((agency) => isWithin(domainOf(email), agency) && !isPublicMail(agency));
  return Math.max(0, ...around.map((agency) => domains.filter((domain) => isWithin(domain, agency)).length));
}

const domainsOf = (team: readonly Member[]): readonly string[] =>
  team.filter((one) => !isWaiting(one)).map((one) => domainOf(one.email));

const isWithin = (domain: string, agency: string): boolean => domain === agency || domain.endsWith(`.${agency}`);

const domainOf = (email: Email): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
