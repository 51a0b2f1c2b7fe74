import type { Account } from '../domain/account.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { delayHold } from './delay-hold.ts';
import { documentKinds, recoveryKinds } from './hold-kinds.ts';
import { type StoppedBy, stopHold } from './stop-hold.ts';

/** On whose word requests end with something else: a contact on file (or the card), or whoever has the key and no more. */
export type Word = 'contact' | 'key';

/**
 * Ends what waits for an account because it is frozen, blocked or gets another key; part of the caller's transaction. On
 * the word of the key alone a recovery is put off once, and whatever stands on a document goes on (floor 5).
 */
export async function endHolds(
  deps: Deps,
  account: Account,
  { word, by, visitor }: { readonly word: Word; readonly by: StoppedBy; readonly visitor: Visitor },
): Promise<void> {
  for (const hold of await deps.holds.allWaiting(account.id))
    if (word === 'contact' || !documentKinds.includes(hold.kind)) await stopHold(deps, account, hold, { visitor, by });
    else if (recoveryKinds.includes(hold.kind)) await delayHold(deps, account, hold, visitor);
}
