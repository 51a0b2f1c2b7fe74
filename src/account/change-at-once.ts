import type { Account } from '../domain/account.ts';
import type { ChangedData, DataChanges } from '../domain/data-update.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { type NoticeFor, notifyAccount, type SentNotices } from './notify-account.ts';
import { notifyReplaced } from './notify-replaced.ts';
import { trailNames } from './trail-names.ts';

/** What changes at once, and who acts where it is a company's. */
interface AtOnce {
  readonly what: readonly ChangedData[];
  readonly actor: Actor | undefined;
}

/** Changes address and fixed telephones, and records it in the trail; part of the caller's transaction. */
export async function changeAtOnce(
  deps: Deps,
  { id, subject }: Account,
  { changes, what, actor }: AtOnce & { readonly changes: DataChanges },
  visitor: Visitor,
): Promise<void> {
  const { address, phones } = changes;
  await deps.accounts.change(id, (latest) => ({
    ...latest,
    personal: {
      ...latest.personal,
      ...(address ? { address } : {}),
      ...(phones ? { homePhone: phones.home, workPhone: phones.work } : {}),
    },
  }));
  const details = { what: trailNames(what), ...(actor ? { actor: actor.subject } : {}) };
  await deps.audit.record({ act: 'data.updated', accountId: id, subject, visitor, details });
}

/**
 * Notifies contacts on file, and those replaced lately, of what changed at once. Where contacts wait in the same update
 * those on file are notified of both in the message of the request: undefined then.
 */
export async function notifyAtOnce(
  deps: Deps,
  account: Account,
  { what, actor, waits }: AtOnce & { readonly waits: boolean },
  visitor: Visitor,
): Promise<SentNotices | undefined> {
  const change = { kind: 'data-updated', ...doneNow(deps, visitor, actor), what } as const;
  const notice: NoticeFor = async (to) => ({ ...change, link: await disavowLink(deps, account, to) });
  await notifyReplaced(deps, account, notice);
  return waits ? undefined : notifyAccount(deps, account, notice);
}
