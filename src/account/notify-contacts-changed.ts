import type { Account } from '../domain/account.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import type { ContactKind } from '../domain/data-update.ts';
import { instantOf } from '../domain/instant.ts';
import type { Deps } from '../ports/deps.ts';
import type { Notice } from '../ports/notice.ts';
import type { PendingChange, PendingUpdate } from '../ports/pending-changes.ts';
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

/** What replaced contacts before the waiting period ended; `by` is undefined for their own codes. */
interface AtOnce extends Pick<PendingChange, 'folio'> {
  readonly by: PendingUpdate['agreed'];
}

/**
 * Notifies that contacts were replaced without waiting, and gives no link (floor 5): every contact on file where an older
 * factor did it, else those that are replaced.
 */
export const notifyAtOnce = (
  deps: Deps,
  account: Account,
  { folio, by }: AtOnce,
  replaced: readonly ContactKind[],
): Promise<void> =>
  by === 'factor'
    ? notifyByFactor(deps, account, folio, replaced)
    : notifyAgreed(deps, account, { kind: 'contacts-agreed', at: instantOf(deps.now()), folio, by }, replaced);

async function notifyAgreed(
  deps: Deps,
  account: Account,
  notice: Extract<Notice, { kind: 'contacts-agreed' }>,
  contacts: readonly ContactKind[],
): Promise<void> {
  const mobile = confirmedMobile(account);
  if (contacts.includes('email'))
    await notifyContact(deps, account, notice, { channel: 'mail', to: account.personal.email });
  if (contacts.includes('mobile') && mobile) await notifyContact(deps, account, notice, { channel: 'sms', to: mobile });
}

async function notifyByFactor(
  deps: Deps,
  account: Account,
  folio: string,
  replaced: readonly ContactKind[],
): Promise<void> {
  await notifyAccount(deps, account, { kind: 'contacts-by-factor', at: instantOf(deps.now()), folio, replaced });
}
