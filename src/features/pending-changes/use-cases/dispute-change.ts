import { doneNow } from '../../../account/done-now.ts';
import { freezeOnce, mayBeStopped } from '../../../account/freeze-account.ts';
import { notifyReplaced } from '../../../account/notify-replaced.ts';
import { openCaseOfAct } from '../../../account/open-case.ts';
import { documentKinds } from '../../../account/pending-change-kinds.ts';
import type { Account } from '../../../domain/account.ts';
import { isFreshlyProved } from '../../../domain/identity.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange } from '../../../ports/pending-changes.ts';

/**
 * How a change of contacts is undone: by the card; by the desk (a NIE, or an identity that the same card proved less
 * than 30 days ago); or not at all, because the account had never been proved when the card replaced its contacts: then
 * the user who claims to be its holder shows the card themselves (rules, Squatting).
 */
type WayBack = 'card' | 'desk' | 'contest';

/** A change of contacts that a link disputes. */
interface Disputed {
  readonly account: Account;
  readonly hold: PendingChange;
  readonly way: WayBack;
}

/**
 * What the link of the final notice disputes; undefined when it is no longer valid, or the change can no longer be
 * undone.
 */
export async function disputedByLink(deps: Deps, token: string): Promise<Disputed | undefined> {
  const link = await deps.links.peek('revert-contacts', token);
  const hold = link?.about === undefined ? undefined : await deps.pendingChanges.find(link.about);
  const account = hold && (await deps.accounts.find(hold.accountId));
  if (!account || !(await deps.pendingChanges.mayUndo(hold.id)) || !(await mayBeStopped(deps, account)))
    return undefined;
  return { account, hold, way: wayBack(deps, account, hold) };
}

function wayBack(deps: Deps, account: Account, { kind, createdAt }: PendingChange): WayBack {
  const onDocument = documentKinds.includes(kind);
  const { identidad, identityProvedAt } = account;
  if (account.kind === 'NIE') return 'desk';
  if (onDocument && (identidad !== 'documento' || (identityProvedAt && identityProvedAt >= createdAt)))
    return 'contest';
  return onDocument && isFreshlyProved(account, deps.now()) ? 'desk' : 'card';
}

/**
 * By the link of the final notice, for seven days: freezes the account and opens a case under the request's folio, or
 * joins the one that is open; it restores nothing (floor 5). A request freezes once, and an account once in 24 hours:
 * an attacker who has the old mailbox of an account that was recovered from them gets no more. Throws `link-spent`,
 * `too-many-tries`.
 */
export async function disputeChange(deps: Deps, token: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const disputed = await disputedByLink(deps, token);
    if (!disputed) throw new Refusal('link-spent');
    const { hold, way } = disputed;
    const account = await deps.accounts.lock(hold.accountId);
    if (!account || way === 'contest' || !(await deps.pendingChanges.dispute(hold.id))) return;
    const { id: accountId, subject } = account;
    const folio = await openCaseOfAct(deps, account, { folio: hold.folio, kind: 'identidad-disputada' });
    await deps.audit.record({ act: 'contacts.disputed', accountId, subject, visitor, details: { folio } });
    if (account.state !== 'congelada')
      await freezeOnce(deps, account, { ...visitor, reference: folio }, { standing: 'replaced' });
    await notifyReplaced(deps, account, { kind: 'change-disputed', ...doneNow(deps, visitor), folio });
  });
}
