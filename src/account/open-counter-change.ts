import type { Account } from '../domain/account.ts';
import { partsOf } from '../domain/cases/counter-effect.ts';
import { counterDueAt, IN_USE_DAYS } from '../domain/pending-change-term.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { Notice, Waits } from '../ports/notice.ts';
import type { PendingCounter } from '../ports/pending-changes.ts';
import { askContact } from './ask-contact.ts';
import { notifyOtherContacts } from './notify-each-contact.ts';
import { openPendingChange } from './open-pending-change.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Begins the waiting period of what two people of the staff decided (floor 5), tells every contact with the link that
 * stops it, and asks the reader of a new e-mail to confirm it. Part of the caller's transaction, which has locked the
 * account; returns the token of the page that shows and stops it. Throws `hold-waiting` while another decision waits.
 */
export async function openCounterChange(
  deps: Deps,
  account: Account,
  counter: PendingCounter,
  visitor: Visitor,
): Promise<string> {
  const { effect } = counter;
  const changes = partsOf(effect, account);
  const dueAt = counterDueAt(deps.now(), deps.pendingChangeHours, await isUsed(deps, account));
  let told: Notice | undefined;
  const notice = ({ at, folio, until, link }: Waits): Notice => {
    told = { kind: 'counter-asked', at, folio, until, link, changes };
    return told;
  };
  const { request } = await openPendingChange(deps, { kind: 'counter', account, counter, dueAt, notice }, visitor);
  if (told) await notifyOtherContacts(deps, account, told);
  if (effect.contacts && effect.contacts.email !== account.personal.email)
    await askContact(deps, account, effect.contacts.email, request);
  return request;
}

/** Whether the account signed in within thirty days, by the trail; true where it is too long. */
async function isUsed({ audit, now }: Pick<Deps, 'audit' | 'now'>, { id }: Account): Promise<boolean> {
  const since = new Date(now().getTime() - IN_USE_DAYS * DAY_MS);
  const entries = await audit.actsSince(id, ['login.succeeded'], since);
  return entries === undefined || entries.length > 0;
}
