import { askRepresentative } from '../../../account/confirm-representative.ts';
import type { Account } from '../../../domain/account.ts';
import { mailboxOf } from '../../../domain/email.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Makes a registration the account of its identifier, as part of the caller's transaction: its e-mail is confirmed, an
 * old key expires, the account holder is notified. Throws `already-registered` when another user was faster.
 */
export async function openAccount(deps: Deps, account: Account, visitor?: Visitor): Promise<void> {
  const { id, profile, identifier, subject, personal } = account;
  if (!(await deps.accounts.activate(id))) throw new Refusal('already-registered', { profile });
  await deps.legacyKeys.forget(profile, identifier);
  await deps.audit.record({ act: 'registration.confirmed', accountId: id, subject, visitor });
  await deps.notifier.send({ kind: 'account-created' }, { channel: 'mail', to: personal.email }, id);
  if (personal.company) await beginRepresentation(deps, account);
}

/**
 * The user who registered a company acts for it from now on, known as the account is. The representative is notified
 * once the e-mail is confirmed and not before: the mobile is on no file until then.
 */
async function beginRepresentation(deps: Deps, { id, identidad, personal }: Account): Promise<void> {
  const { company } = personal;
  if (!company) return;
  const { run, name, mobile, email } = company.representative;
  await deps.companies.addActor(id, { run, name, identidad });
  const notice = { kind: 'company-registered', razonSocial: company.razonSocial } as const;
  if (mobile) await deps.notifier.send(notice, { channel: 'sms', to: mobile }, id);
  // The same mailbox has just confirmed the account, and gets the notices about the company.
  if (email && mailboxOf(email) !== mailboxOf(personal.email)) await askRepresentative(deps, id, email);
}
