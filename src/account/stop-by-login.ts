import type { Account } from '../domain/account.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { stopHold } from './stop-hold.ts';

/**
 * A login with the chosen key stops a recovery that waits: whoever has the key did not lose it (floor 5). Says whether
 * there was one, for the page to tell.
 */
export async function stopByLogin(world: World, account: Account, visitor: Visitor): Promise<boolean> {
  return world.atomically(async () => {
    let stopped = false;
    for (const kind of ['replace-contacts', 'recover-by-one'] as const) {
      const hold = await world.holds.waiting(account.id, kind);
      if (hold && (await stopHold(world, account, hold, { visitor, by: 'login' }))) stopped = true;
    }
    return stopped;
  });
}
