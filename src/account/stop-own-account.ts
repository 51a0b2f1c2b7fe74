import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { freeze } from './freeze-account.ts';
import { doneBy, type Here } from './who-is-in.ts';

/** The holder stops the account from within: it is frozen at once, and only the card, or the desk, thaws it. */
export async function stopOwnAccount(world: World, here: Here, visitor: Visitor): Promise<void> {
  await world.atomically(() => freeze(world, here.account, visitor, doneBy(here).details));
}
