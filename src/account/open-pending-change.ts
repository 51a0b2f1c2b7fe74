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

/** Days in which the page of a request is shown after it is due; the key alone may delay that by three of them. */
const PAGE_DAYS = 10;

/** A request that begins to wait. */
interface Asked extends Pick<NewPendingChange, 'kind' | 'card' | 'update' | 'counter'> {
  readonly account: Account;
  /** When it takes effect, where its kind has a term of its own. */
  readonly dueAt?: Date | undefined;
  /** The representative who asks for a company, where it is known. */
  readonly actor?: Actor | undefined;
}

interface Request extends Asked {
  /** The first notice to the holder, by every channel on file: its link is where the request can be stopped. */
  readonly notice: (waits: Waits) => NoticeFor;
}

/**
 * Starts the waiting period of a request and notifies the holder (floor 5). Returns its id, the token of the page that
 * shows and cancels it, and the notices; throws `hold-waiting` while another one of the kind waits.
 */
export async function openPendingChange(
  deps: Deps,
  { notice, ...asked }: Request,
  visitor: Visitor,
): Promise<{ readonly id: string; readonly request: string; readonly told: SentNotices }> {
  return deps.atomically(async () => {
    const { account, actor } = asked;
    const { hold, id, request } = await beginWithoutNotice(deps, asked, visitor);
    const link = `${deps.issuer}/solicitud/${request}`;
    const waits = { ...doneNow(deps, visitor, actor), folio: hold.folio, until: instantOf(hold.dueAt), link };
    const told = await notifyAccount(deps, account, notice(waits));
    return { id, request, told };
  });
}

/**
 * The same, without a notice: for a request of which another notice tells the holder. Part of the caller's transaction;
 * throws `hold-waiting`.
 */
export async function beginWithoutNotice(deps: Deps, asked: Asked, visitor: Visitor) {
  const { kind, account, actor, card, update, counter } = asked;
  const dueAt = asked.dueAt ?? changeDueAt(deps.now(), deps.pendingChangeHours);
  const { id: accountId, subject } = account;
  const kept = { card, update, counter };
  const hold = await deps.pendingChanges.open({ kind, accountId, folio: visitor.reference, dueAt, ...kept });
  if (!hold) throw new Refusal('hold-waiting');
  const until = new Date(dueAt.getTime() + PAGE_DAYS * 24 * 3_600_000);
  const request = await deps.links.issue('hold', accountId, until, hold.id);
  const details = { kind, ...(actor === undefined ? {} : { actor: actor.subject }) };
  await deps.audit.record({ act: 'hold.begun', accountId, subject, visitor, details });
  return { hold, id: hold.id, request };
}
