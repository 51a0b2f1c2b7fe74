import type { Account } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import { changeDueAt } from '../domain/pending-change-term.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import type { Waits } from '../ports/notice.ts';
import type { NewPendingChange } from '../ports/pending-changes.ts';
import { doneNow } from './done-now.ts';
import { type NoticeFor, notifyAccount, type SentNotices } from './notify-account.ts';

/** Days in which the page of a request answers after its hour; the key alone may put that off by three of them. */
const TOLD_DAYS = 10;

/** What begins to wait. */
export interface Request extends Pick<NewPendingChange, 'kind' | 'card' | 'update'> {
  readonly account: Account;
  /** The representative who asks for a company, where it is known. */
  readonly actor?: Actor | undefined;
  /** What the holder is told at once, by every way on file: the link is where it can be stopped. */
  readonly notice: (waits: Waits) => NoticeFor;
}

/**
 * Lets a request wait out the hold and tells the holder (floor 5). Gives the token of the page that shows it and takes
 * it back, and the messages that told; throws `hold-waiting` while another one of the kind waits.
 */
export async function openPendingChange(
  deps: Deps,
  { kind, account, actor, card, update, notice }: Request,
  visitor: Visitor,
): Promise<{ readonly request: string; readonly told: SentNotices }> {
  const dueAt = changeDueAt(deps.now(), deps.pendingChangeHours);
  return deps.atomically(async () => {
    const hold = await deps.pendingChanges.open({
      kind,
      accountId: account.id,
      folio: visitor.reference,
      dueAt,
      card,
      update,
    });
    if (!hold) throw new Refusal('hold-waiting');
    const until = new Date(dueAt.getTime() + TOLD_DAYS * 24 * 3_600_000);
    const token = await deps.links.issue('hold', account.id, until, hold.id);
    await deps.audit.record({
      act: 'hold.begun',
      accountId: account.id,
      subject: account.subject,
      visitor,
      details: { kind, ...(actor === undefined ? {} : { actor: actor.subject }) },
    });
    const link = `${deps.issuer}/solicitud/${token}`;
    const waits = { ...doneNow(deps, visitor, actor), folio: hold.folio, until: instantOf(dueAt), link };
    const told = await notifyAccount(deps, account, notice(waits));
    return { request: token, told };
  });
}
