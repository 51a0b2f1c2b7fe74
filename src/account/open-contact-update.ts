import type { Account } from '../domain/account.ts';
import { type ChangedData, type DataChanges, replacedBy } from '../domain/data-update.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import type { Waits } from '../ports/notice.ts';
import type { PendingUpdate } from '../ports/pending-changes.ts';
import { askContact } from './ask-contact.ts';
import { disavowLink } from './disavow-link.ts';
import type { NoticeFor } from './notify-account.ts';
import { openPendingChange } from './open-pending-change.ts';

/** The part of an update that waits; undefined where no contact changes. */
export function contactUpdate(
  account: Account,
  {
    changes: { contacts },
    rests,
    actor,
  }: {
    readonly changes: DataChanges;
    readonly rests: boolean;
    readonly actor: Actor | undefined;
  },
): PendingUpdate | undefined {
  const replaces = replacedBy(account, contacts);
  if (!contacts || replaces.length === 0) return undefined;
  const representative = actor && { run: actor.run, name: actor.name };
  return { replaces, contacts, representative, hastens: !rests, question: account.question ?? null };
}

/** Opens the request of new contacts, and notifies the contacts on file; part of the caller's transaction. */
export async function openContactUpdate(
  deps: Deps,
  account: Account,
  {
    update,
    actor,
    what,
  }: { readonly update: PendingUpdate; readonly actor: Actor | undefined; readonly what: readonly ChangedData[] },
  visitor: Visitor,
) {
  const changes = { waiting: update.replaces, what: what.length > 0 ? what : undefined };
  const notice =
    (waits: Waits): NoticeFor =>
    async (to) => ({ kind: 'update-asked', ...waits, ...changes, disavow: await disavowLink(deps, account, to) });
  const opened = await openPendingChange(deps, { kind: 'update-contacts', account, actor, update, notice }, visitor);
  if (update.replaces.includes('email')) await askContact(deps, account, update.contacts.email, opened.request);
  return opened;
}
