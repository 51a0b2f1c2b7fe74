import { type Freezing, freeze } from '../../../account/freeze-account.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import { accountStopped } from '../../../domain/stopped-account.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * The user stops the account from within: it is frozen at once, and only the card, or the desk, thaws it; a card that
 * was never accepted before where telephone or wallet were stolen. Only the key was asked, so that a recovery that
 * waits continues, delayed once. Throws `account-frozen` where it was stopped or closed meanwhile.
 */
export async function stopOwnAccount(
  deps: Deps,
  here: Here,
  visitor: Visitor,
  { stolen = false }: Pick<Freezing, 'stolen'> = {},
): Promise<void> {
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(here.account.id);
    if (account?.state !== 'activa') throw accountStopped(account, deps.now());
    await freeze(deps, account, visitor, { word: 'key', stolen, details: doneBy(here).details });
  });
}
