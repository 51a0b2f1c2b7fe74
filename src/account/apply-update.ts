import type { Account } from '../domain/account.ts';
import type { ContactKind } from '../domain/data-update.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange, PendingUpdate } from '../ports/pending-changes.ts';
import { contactsOfAccount, eachOnce, notifyAccount, notifyContact, recipientsOf } from './notify-account.ts';
import { notifyAtOnce, notifyContactsChanged } from './notify-contacts-changed.ts';
import { isNamed, isNamedForGood } from './representation.ts';

/** The states of accounts whose contacts may change; a frozen account's may not. */
const holders = new Set<Account['state']>(['activa', 'bloqueada_temporal']);

/** The contacts of an update, and the request in which it waited. */
interface DueUpdate {
  readonly hold: PendingChange;
  readonly update: PendingUpdate;
}

/**
 * Applies an update that is due: new contacts replace the old ones, which get a notice with a link that restores them
 * for seven days (floor 5). A new e-mail that was not confirmed is not applied, nor the request of an actor who does
 * not represent the company any more. Changes nothing when the request did not wait any more.
 */
export async function applyUpdate(deps: Deps, { hold, update }: DueUpdate): Promise<void> {
  await deps.atomically(async () => {
    // The account's row first, as freezing locks it: two transactions at once would deadlock otherwise.
    const account = await deps.accounts.lock(hold.accountId);
    if (!account) return;
    const read = hold.confirmedAt !== undefined || !update.replaces.includes('email');
    const named = await isNamedForGood(deps, account, update.representative?.run);
    const done = read && named && holders.has(account.state);
    const { email, mobile, company } = account.personal;
    const { confirmed } = account;
    const undo = done ? { email, mobile, company, question: update.question ?? undefined, confirmed } : undefined;
    if (!(await deps.pendingChanges.end(hold.id, done ? 'done' : 'refused', { undo }))) return;
    await record(deps, account, hold, done);
    if (done) {
      await notifyContactsChanged(deps, account, hold);
      await replace(deps, account, { hold, update });
    } else await notifyAccount(deps, account, { kind: 'contacts-refused', folio: hold.folio });
  });
}

async function record(
  { audit }: Deps,
  { id, subject }: Account,
  { kind }: PendingChange,
  done: boolean,
): Promise<void> {
  await audit.record({ act: done ? 'hold.done' : 'hold.refused', accountId: id, subject, details: { kind } });
}

/**
 * Applies the contacts whose old ones gave their codes, or that an older factor, or card and sheet, replace, and leaves the
 * others waiting; the old ones get a notice without a link (floor 5), unless they were `told`. Part of a transaction that
 * has locked the account's row. Changes nothing where the account is stopped, or the actor does not represent the company
 * any more: the request then ends when it is due.
 */
export async function applyAgreed(
  deps: Deps,
  { hold, update }: DueUpdate,
  agreed: readonly ContactKind[],
  { told }: { readonly told: boolean },
): Promise<void> {
  const account = await deps.accounts.lock(hold.accountId);
  if (!account || !holders.has(account.state) || !(await isNamed(deps, account, update.representative?.run))) return;
  const { email, mobile, company } = account.personal;
  const { question, confirmed } = account;
  const by = update.agreed ? { agreed: update.agreed } : ({ byCode: true } as const);
  const undo = { email, mobile, company, question, confirmed, ...by };
  const left = update.replaces.filter((contact) => !agreed.includes(contact));
  if (left.length > 0) await deps.pendingChanges.narrow(hold.id, { ...update, replaces: left }, undo);
  else if (!(await deps.pendingChanges.end(hold.id, 'done', { undo }))) return;
  await record(deps, account, hold, true);
  if (!told) await notifyAtOnce(deps, account, { folio: hold.folio, by: update.agreed }, agreed);
  await replace(deps, account, { hold, update: { ...update, replaces: agreed } });
}

async function replace(deps: Deps, account: Account, { hold, update }: DueUpdate): Promise<void> {
  const changed = await deps.accounts.change(account.id, (latest) => ({
    ...withContacts(latest, update),
    // By its link; a new mobile is unconfirmed until a code from it is typed, and gets no message before.
    confirmed: update.replaces.includes('email') ? { ...latest.confirmed, email: hold.confirmedAt } : latest.confirmed,
  }));
  const notice = { kind: 'update-done', folio: hold.folio } as const;
  if (!changed || !update.replaces.includes('email')) return;
  // A new spelling of the old mailbox got the notice that the contact changed.
  const now = recipientsOf([changed.personal.email], []);
  for (const to of eachOnce(now, contactsOfAccount(account))) await notifyContact(deps, account, notice, to);
}

function withContacts(account: Account, { replaces, contacts, representative }: PendingUpdate): Account {
  const { personal } = account;
  const email = replaces.includes('email') ? contacts.email : personal.email;
  if (!replaces.includes('mobile')) return { ...account, personal: { ...personal, email } };
  const { company } = personal;
  if (!company) return { ...account, personal: { ...personal, email, mobile: contacts.mobile } };
  const same = !representative || representative.run === company.representative.run;
  const whose = same ? company.representative : representative;
  const acting = { ...whose, mobile: contacts.mobile };
  return { ...account, personal: { ...personal, email, company: { ...company, representative: acting } } };
}
