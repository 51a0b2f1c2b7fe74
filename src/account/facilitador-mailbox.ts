import type { Account } from '../domain/account.ts';
import { type Email, mailboxOf } from '../domain/email.ts';
import { assertForeignMailbox } from '../domain/facilitador/foreign-mailbox.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';

/** Every e-mail of a company's account. */
function mailsOf({ personal: { email, company } }: Pick<Account, 'personal'>): readonly Email[] {
  const own = company?.representative.email;
  return own ? [email, own] : [email];
}

/** Whom a mailbox may not belong to: who asked for the company; and whose it may be, the person's own account. */
interface Invited {
  readonly askedBy: Rut;
  readonly holder: string;
}

/**
 * Whether an invitation may go to a mailbox: none of the company's contacts or domains, not that of the account of who
 * asked in its name, and no other facilitador's (rules, Facilitador).
 */
export async function mailboxMayBeInvited(
  { accounts }: Pick<Deps, 'accounts'>,
  company: Pick<Account, 'personal'>,
  email: Email,
  { askedBy, holder }: Invited,
): Promise<boolean> {
  try {
    assertForeignMailbox(email, mailsOf(company));
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
  const asker = await accounts.findByIdentifier('natural', askedBy);
  if (asker && mailboxOf(asker.personal.email) === mailboxOf(email)) return false;
  return (await accounts.ofMailbox(email)).every(
    ({ id, profile, personal }) =>
      profile !== 'facilitador' || id === holder || mailboxOf(personal.email) !== mailboxOf(email),
  );
}
