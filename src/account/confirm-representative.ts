import type { Account } from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';

/** Days in which the mail to a representative's own e-mail can be answered. */
const ASKED_DAYS = 7;

/** Asks the own e-mail of a company's representative for confirmation; until then it gets no other message. */
export async function askRepresentative(deps: Deps, accountId: string, to: Email): Promise<void> {
  const until = new Date(deps.now().getTime() + ASKED_DAYS * 24 * 3_600_000);
  const token = await deps.links.issue('confirm-representative', accountId, until);
  const link = `${deps.issuer}/confirmar-representante/${token}`;
  await deps.notifier.send(
    { kind: 'representative-confirm', link, days: ASKED_DAYS },
    { channel: 'mail', to },
    accountId,
  );
}

/** Confirms the representative's own e-mail: from now on it gets notices about the key. Throws `link-spent`. */
export async function confirmRepresentative(deps: Deps, token: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const link = await deps.links.spend('confirm-representative', token);
    if (!link || !(await deps.accounts.change(link.accountId, confirmed))) throw new Refusal('link-spent');
    await deps.audit.record({
      act: 'contacts.confirmed',
      accountId: link.accountId,
      visitor,
      details: { contact: 'representative' },
    });
  });
}

function confirmed(account: Account): Account {
  const { company } = account.personal;
  if (!company?.representative.email) return account;
  const representative = { ...company.representative, emailConfirmed: true };
  return { ...account, personal: { ...account.personal, company: { ...company, representative } } };
}
