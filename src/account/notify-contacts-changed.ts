import type { Account } from '../domain/account.ts';
import { type ContactKind, mobileOf } from '../domain/data-update.ts';
import { instantOf } from '../domain/instant.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';
import { notifyAccount, notifyContact } from './notify-account.ts';

/** How long replaced contacts may dispute the change. */
const UNDO_DAYS = 7;

/** Notifies the contacts on file that others replace them, with a link that disputes it for seven days. */
export async function notifyContactsChanged(
  deps: Deps,
  account: Account,
  { id, folio }: Pick<PendingChange, 'id' | 'folio'>,
): Promise<void> {
  const until = new Date(deps.now().getTime() + UNDO_DAYS * 24 * 3_600_000);
  const token = await deps.links.issue('revert-contacts', account.id, until, id);
  const link = `${deps.issuer}/revertir/${token}`;
  await notifyAccount(deps, account, { kind: 'contacts-changed', at: instantOf(deps.now()), folio, link });
}

/** Notifies a contact that agreed by its own code that it is done: without a link (floor 5). */
export async function notifyAgreed(
  deps: Deps,
  account: Account,
  { folio }: Pick<PendingChange, 'folio'>,
  contacts: readonly ContactKind[],
): Promise<void> {
  const notice = { kind: 'contacts-agreed', at: instantOf(deps.now()), folio } as const;
  const mobile = mobileOf(account);
  if (contacts.includes('email'))
    await notifyContact(deps, account, notice, { channel: 'mail', to: account.personal.email });
  if (contacts.includes('mobile') && mobile) await notifyContact(deps, account, notice, { channel: 'sms', to: mobile });
}

/** Notifies every contact on file that some of them were replaced with an older factor: without a link (floor 5). */
export async function notifyByFactor(
  deps: Deps,
  account: Account,
  { folio }: Pick<PendingChange, 'folio'>,
  replaced: readonly ContactKind[],
): Promise<void> {
  await notifyAccount(deps, account, { kind: 'contacts-by-factor', at: instantOf(deps.now()), folio, replaced });
}
