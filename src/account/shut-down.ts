import type { Account } from '../domain/account.ts';
import type { Visitor } from '../ports/audit.ts';
import type { ClientEvent } from '../ports/client-events.ts';
import type { Deps } from '../ports/deps.ts';
import { delayPendingChange } from './delay-pending-change.ts';
import { type BlockEnd, type BlockNeeds, endBlockOf } from './end-block.ts';
import { endFactors, type FactorNeeds, type FactorsEnd } from './end-factors.ts';
import { documentKinds, recoveryKinds } from './pending-change-kinds.ts';
import { type StoppedBy, stopPendingChange } from './stop-pending-change.ts';

/** The dependencies for shutting an account down. */
export type ShutDownNeeds = BlockNeeds &
  FactorNeeds &
  Pick<Deps, 'cases' | 'pendingChanges' | 'provisionalKeys' | 'sessions'>;

/** On whose word requests end with something else: a contact on file (or the card), or a user with the key alone. */
export type Word = 'contact' | 'key';

/** How waiting requests end: each with an act of the trail and a notice to the account's contacts. */
interface PendingChangesEnd {
  readonly word: Word;
  readonly by: StoppedBy;
  readonly visitor: Visitor;
}

/** An event that clients which know the account receive; `actor` is the subject of the representative who is meant. */
export interface EndEvent {
  readonly event: ClientEvent;
  readonly actor?: string | undefined;
}

/** What ends of an account. No part is optional: with a new one no caller compiles before it decides about it. */
export interface Ending {
  /** Provisional keys, recovery codes and links that are outstanding. */
  readonly keys: 'end';
  /** Sessions with their grants, tokens and half-done sign-ins: all, or all but the one of this uid. */
  readonly sessions: 'end' | { readonly except: string | undefined };
  /** Waiting requests: `withdraw` ends all but a contest, with neither act nor notice. */
  readonly holds: PendingChangesEnd | 'withdraw' | 'stay';
  /** The block of the data that is in force for the account, if there is one. */
  readonly block: BlockEnd | 'stay';
  /** Second factors, with the codes that stand for them, and sheets for a lost key. */
  readonly factors: FactorsEnd | 'stay';
  readonly events: readonly EndEvent[];
}

/**
 * Ends what an account has open; part of the caller's transaction, which has locked the account's row and written its
 * new state. Provisional keys and remembered browsers end always. Returns how many sessions ended. Callers record their
 * own act and send their own notice.
 */
export async function shutDown(deps: ShutDownNeeds, account: Account, ending: Ending): Promise<number> {
  const { sessions, holds, block, factors, events } = ending;
  for (const { event, actor } of events) await deps.clientEvents.publish(account, event, actor);
  const ended = await deps.sessions.endAll(account.id, sessions === 'end' ? {} : sessions);
  await deps.provisionalKeys.end(account.id);
  await deps.credentials.removeBrowsers(account.id);
  if (holds === 'withdraw') await deps.pendingChanges.withdrawAll(account.id);
  else if (holds !== 'stay') await endHolds(deps, account, holds);
  if (block !== 'stay') await endBlockOf(deps, account.id, block);
  if (factors !== 'stay') await endFactors(deps, account, factors);
  return ended;
}

/** On the word of the key alone a recovery is delayed once, and all that rests on a document continues (floor 5). */
async function endHolds(
  deps: ShutDownNeeds,
  account: Account,
  { word, by, visitor }: PendingChangesEnd,
): Promise<void> {
  for (const hold of await deps.pendingChanges.allWaiting(account.id))
    if (word === 'contact' || !documentKinds.includes(hold.kind))
      await stopPendingChange(deps, account, hold, { visitor, by });
    else if (recoveryKinds.includes(hold.kind)) await delayPendingChange(deps, account, hold, visitor);
}
