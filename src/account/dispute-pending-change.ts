import type { Account } from '../domain/account.ts';
import { type ContactKind, mobileOf } from '../domain/data-update.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';
import { delayPendingChange } from './delay-pending-change.ts';
import { waitingLossOf } from './factor-loss.ts';
import { documentKinds, recoveryKinds } from './pending-change-kinds.ts';

/** A user who signed in with the key and did not ask for what waits. */
export interface Doubting {
  readonly account: Account;
  /** RUN of the representative who acts for a company: the card is theirs. */
  readonly actor?: Rut | undefined;
  /** Id of the browser: a code is valid there only. */
  readonly browser: string;
  /** Id of the one request that is meant; all recoveries, and the holder's lost factor, where it is absent. */
  readonly only?: string | undefined;
  /** Whether the second factor itself was proved in this sign-in: not a printed code, nor a remembered browser. */
  readonly factor?: boolean | undefined;
}

/**
 * What rests on a document and waits: the recoveries and the own lost factor, about which a user who signs in is asked
 * «¿Pidió usted este cambio?» (floor 5), or the one request that is meant.
 */
export async function disputableChanges(
  { pendingChanges }: Pick<Deps, 'pendingChanges'>,
  { account, actor, only }: Pick<Doubting, 'account' | 'actor' | 'only'>,
): Promise<readonly PendingChange[]> {
  const waiting = await pendingChanges.allWaiting(account.id);
  if (only)
    return unlessFinal(
      { pendingChanges },
      waiting.filter(({ id, kind }) => id === only && documentKinds.includes(kind)),
    );
  const lost = await waitingLossOf({ pendingChanges }, { account, run: actor });
  const asked = waiting.filter(({ id, kind }) => recoveryKinds.includes(kind) || id === lost?.id);
  return unlessFinal({ pendingChanges }, asked);
}

/** Without those that nothing stops any more, since two people decided them. */
async function unlessFinal(
  { pendingChanges }: Pick<Deps, 'pendingChanges'>,
  asked: readonly PendingChange[],
): Promise<readonly PendingChange[]> {
  const left: PendingChange[] = [];
  for (const one of asked) if (!(await pendingChanges.isFinal(one.id))) left.push(one);
  return left;
}

/**
 * «No» with the key alone: delays each waiting recovery by 72 hours, once. Who reports a lost factor has the key too, so
 * that the key alone neither stops nor delays that.
 */
export async function delayDisputed(
  deps: Deps,
  doubting: Pick<Doubting, 'account' | 'actor' | 'only'>,
  visitor: Visitor,
): Promise<void> {
  const { account } = doubting;
  await deps.atomically(async () => {
    await deps.accounts.lock(account.id);
    for (const hold of await disputableChanges(deps, doubting))
      if (hold.kind !== 'factor-loss') await delayPendingChange(deps, account, hold, visitor);
  });
}

/** Whether the card of this account can be compared: the document of a NIE is seen at the desk. */
export const hasCard = ({ kind }: Pick<Account, 'kind'>): boolean => kind !== 'NIE';

/** Contacts on file that can give a code: those that were confirmed. */
export function codeContacts(account: Account): readonly ContactKind[] {
  const { email, mobile } = account.confirmed;
  return [...(email ? (['email'] as const) : []), ...(mobile && mobileOf(account) ? (['mobile'] as const) : [])];
}
