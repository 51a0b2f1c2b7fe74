import type { Account } from '../domain/account.ts';
import type { Visitor } from '../ports/audit.ts';
import type { HoldKind } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { stopHold } from './stop-hold.ts';

/**
 * A login with the chosen key stops a recovery that waits: whoever has the key did not lose it (floor 5). Says whether
 * there was one, for the page to tell.
 */
export async function stopByLogin(world: World, account: Account, visitor: Visitor): Promise<boolean> {
  // Not `update-contacts`: the key itself asked for that one, so that a login with the key says nothing against it.
  return stopAll(world, account, ['replace-contacts', 'recover-by-one'], { visitor, by: 'login' });
}

/** A new key stops an update too: what waits on the strength of the old key must not outlive it. */
export async function stopByNewKey(world: World, account: Account, visitor: Visitor): Promise<void> {
  await stopByLogin(world, account, visitor);
  await stopAll(world, account, ['update-contacts'], { visitor, by: 'key' });
}

async function stopAll(
  world: World,
  account: Account,
  kinds: readonly HoldKind[],
  how: Parameters<typeof stopHold>[3],
): Promise<boolean> {
  return world.atomically(async () => {
    let stopped = false;
    for (const kind of kinds) {
      const hold = await world.holds.waiting(account.id, kind);
      if (hold && (await stopHold(world, account, hold, how))) stopped = true;
    }
    return stopped;
  });
}
