import type { Account } from '../domain/account.ts';
import type { LinkPurpose } from '../ports/accounts.ts';
import type { Deps } from '../ports/deps.ts';
import { shutDown } from './shut-down.ts';

/** Every link that was sent to a contact. */
const purposes: Readonly<Record<LinkPurpose, true>> = {
  'confirm-email': true,
  hold: true,
  'recover-key': true,
  disavow: true,
  'revert-contacts': true,
  'confirm-contact': true,
  'confirm-representative': true,
  recreation: true,
  mailbox: true,
  'sign-in': true,
  export: true,
  right: true,
  contest: true,
  'desk-call': true,
  invitation: true,
  member: true,
};

/**
 * Ends all that an account has open or that its contacts could still use, and tells none of them: the reader of the mailbox
 * may be the danger (rules, Theft). Part of the caller's transaction, which has locked the account.
 */
export async function endPast(deps: Deps, account: Account): Promise<void> {
  const { id } = account;
  await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    holds: 'withdraw',
    // Its end would be told to the contacts; it is lifted below.
    block: 'stay',
    factors: 'untold',
    // Of a frozen account clients have the event already.
    events: account.state === 'congelada' ? [] : [{ event: 'account-disabled' }],
  });
  const block = await deps.rights.block(id);
  if (block) await deps.rights.lift(block.id);
  for (const purpose of Object.keys(purposes) as LinkPurpose[]) await deps.links.endBy(purpose, id, deps.now());
  await deps.pendingChanges.forgetUndoOf(id);
}
