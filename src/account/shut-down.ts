import type { Account } from '../domain/account.ts';
import type { Visitor } from '../ports/audit.ts';
import type { ClientEvent } from '../ports/client-events.ts';
import type { Deps } from '../ports/deps.ts';
import { delayPendingChange } from './delay-pending-change.ts';
import { type BlockEnd, type BlockNeeds, endBlockOf } from './end-block.ts';
import { documentKinds, recoveryKinds } from './pending-change-kinds.ts';
import { type StoppedBy, stopPendingChange } from './stop-pending-change.ts';

/** What shutting an account down needs. */
export type ShutDownNeeds = BlockNeeds & Pick<Deps, 'pendingChanges' | 'provisionalKeys' | 'sessions'>;

/** On whose word requests end with something else: a contact on file (or the card), or whoever has the key and no more. */
export type Word = 'contact' | 'key';

/** How requests that wait end: each with an act of the trail and a notice to the account's contacts. */
export interface PendingChangesEnd {
  readonly word: Word;
  readonly by: StoppedBy;
  readonly visitor: Visitor;
}

/** An event that clients which know the account receive; `actor` is the subject of the representative who is meant. */
export interface EndEvent {
  readonly event: ClientEvent;
  readonly actor?: string | undefined;
}

/** What ends of an account. No part is optional: a new one does not compile before each caller says what becomes of it. */
export interface Ending {
  /** Provisional keys, recovery codes and links that are outstanding. */
  readonly keys: 'end';
  /** Sessions with their grants, tokens and half-done sign-ins: all, or all but the one of this uid. */
  readonly sessions: 'end' | { readonly except: string | undefined };
  /** Requests that wait: `withdraw` ends all but a contest, with neither act nor notice. */
  readonly holds: PendingChangesEnd | 'withdraw' | 'stay';
  /** The block of the data that stands on the account, if there is one. */
  readonly block: BlockEnd | 'stay';
  readonly events: readonly EndEvent[];
}

/**
 * Ends what an account has open; part of the caller's transaction, which holds the account's row and has written the
 * state in which the account is now. Gives how many sessions ended. Callers record their own act and send their own notice.
 */
export async function shutDown(deps: ShutDownNeeds, account: Account, ending: Ending): Promise<number> {
  const { sessions, holds, block, events } = ending;
  for (const { event, actor } of events) await deps.clientEvents.publish(account, event, actor);
  const ended = await deps.sessions.endAll(account.id, sessions === 'end' ? {} : sessions);
  await deps.provisionalKeys.end(account.id);
  if (holds === 'withdraw') await deps.pendingChanges.withdrawAll(account.id);
  else if (holds !== 'stay') await endHolds(deps, account, holds);
  if (block !== 'stay') await endBlockOf(deps, account.id, block);
  return ended;
}

/** On the word of the key alone a recovery is put off once, and whatever stands on a document goes on (floor 5). */
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
