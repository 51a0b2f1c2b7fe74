import type { Account } from '../domain/account.ts';
import { type ChangedData, type ContactKind, type DataChanges, replacedBy } from '../domain/data-update.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import type { Notice, Waits } from '../ports/notice.ts';
import type { PendingUpdate } from '../ports/pending-changes.ts';
import { applyNow } from './apply-now.ts';
import { askContact } from './ask-contact.ts';
import { disavowLink } from './disavow-link.ts';
import type { NoticeFor } from './notify-account.ts';
import { beginWithoutNotice, openPendingChange } from './open-pending-change.ts';

/** What an update of contacts rests on. */
interface UpdateBasis {
  readonly changes: DataChanges;
  /** Whether nothing hastens it, after the link of a mailbox. */
  readonly rests: boolean;
  /** What was proved for it, so that it need not wait: an older factor, or card and sheet. */
  readonly agreed: PendingUpdate['agreed'];
  readonly actor: Actor | undefined;
}

/** The part of an update that waits; undefined where no contact changes. */
export function contactUpdate(
  account: Account,
  { changes: { contacts }, rests, agreed, actor }: UpdateBasis,
): PendingUpdate | undefined {
  const replaces = replacedBy(account, contacts);
  if (!contacts || replaces.length === 0) return undefined;
  const representative = actor && { run: actor.run, name: actor.name };
  const question = account.question ?? null;
  return { replaces, contacts, representative, hastens: !rests, agreed: rests ? undefined : agreed, question };
}

interface Opening {
  readonly update: PendingUpdate;
  readonly actor: Actor | undefined;
  readonly what: readonly ChangedData[];
}

/**
 * Opens the request of new contacts, and notifies the contacts on file; with an older factor, or card and sheet, a new
 * mobile is on file at once, and a new e-mail when it is confirmed. Part of the caller's transaction.
 */
export async function openContactUpdate(deps: Deps, account: Account, opening: Opening, visitor: Visitor) {
  const { update, actor } = opening;
  // A sheet changes the key too: the notice of the key tells the contacts on file, and no link stops what it agreed to.
  const bySheet = update.agreed === 'sheet';
  const asked = { kind: 'update-contacts', account, actor, update } as const;
  const opened = bySheet
    ? await beginWithoutNotice(deps, asked, visitor)
    : await openPendingChange(deps, { ...asked, notice: noticeOf(deps, account, opening) }, visitor);
  if (update.replaces.includes('email')) await askContact(deps, account, update.contacts.email, opened.request);
  const replaced = await applyNow(deps, opened.id, { told: !bySheet });
  return { request: opened.request, told: 'told' in opened ? opened.told : undefined, replaced };
}

/** The notice to the contacts on file: of what waits, or without a link where nothing does any more (floor 5). */
function noticeOf(deps: Deps, account: Account, { update, what }: Opening): (waits: Waits) => NoticeFor {
  const { replaces, agreed } = update;
  const isReplaced = (contact: ContactKind): boolean => agreed === 'factor' && contact === 'mobile';
  const replaced = agreed && replaces.filter(isReplaced);
  const waiting = replaces.filter((contact) => !isReplaced(contact));
  const besides = what.length > 0 ? what : undefined;
  return (waits) => {
    if (replaced && waiting.length === 0) return byFactorNotice(waits, replaced, besides);
    return async (to) => ({
      kind: 'update-asked',
      ...waits,
      waiting,
      what: besides,
      replaced,
      disavow: await disavowLink(deps, account, to),
    });
  };
}

const byFactorNotice = (
  { at, folio }: Waits,
  replaced: readonly ContactKind[],
  what: readonly ChangedData[] | undefined,
): Notice => ({ kind: 'contacts-by-factor', at, folio, replaced, what });
