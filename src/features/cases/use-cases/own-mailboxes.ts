import { isDomainOfMost } from '../../../domain/cases/agency-mail.ts';
import type { Around } from '../../../domain/cases/may-decide.ts';
import { type Email, mailboxOf } from '../../../domain/email.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Whom the mailboxes of an organisation keep from its case: who has a mailbox in a domain of them, and the member to whom
 * one belongs. A domain in which most members have theirs says nothing, as that of the agency: an organisation could write
 * one to shut the desk out. That of a few does: they belong to the organisation.
 */
export async function ownMailboxes(
  { staff }: Pick<Deps, 'staff'>,
  mailboxes: readonly Email[],
): Promise<Required<Pick<Around, 'concerned' | 'contacts'>>> {
  if (mailboxes.length === 0) return { concerned: [], contacts: [] };
  const { members } = await staff.list();
  const theirs = mailboxes.map(mailboxOf);
  return {
    concerned: members.filter(({ email }) => theirs.includes(mailboxOf(email))).map(({ run }) => run),
    contacts: mailboxes.filter((email) => !isDomainOfMost(email, members)),
  };
}
