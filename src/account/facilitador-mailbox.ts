import type { Account } from '../domain/account.ts';
import { type Email, mailboxOf } from '../domain/email.ts';
import { assertForeignMailbox } from '../domain/facilitador/foreign-mailbox.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from '../ports/deps.ts';

/** Every e-mail of a company's account. */
function mailsOf({ personal: { email, company } }: Pick<Account, 'personal'>): readonly Email[] {
  const own = company?.representative.email;
  return own ? [email, own] : [email];
}

/**
 * Whether an invitation may go to a mailbox: none of the company's contacts or domains, and no other facilitador's
 * (rules, Facilitador); `holder` is the account of the person, if there is one.
 */
export async function mailboxMayBeInvited(
  { accounts }: Pick<Deps, 'accounts'>,
  company: Pick<Account, 'personal'>,
  email: Email,
  holder: string,
): Promise<boolean> {
  try {
    assertForeignMailbox(email, mailsOf(company));
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
  return (await accounts.ofMailbox(email)).every(
    ({ id, profile, personal }) =>
      profile !== 'facilitador' || id === holder || mailboxOf(personal.email) !== mailboxOf(email),
  );
}
