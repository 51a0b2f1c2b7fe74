import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { stopHold } from './stop-hold.ts';
import type { Here } from './who-is-in.ts';

/** Takes back a request that waits for the account itself; one of somebody else, or one that ended, changes nothing. */
export async function withdrawOwnHold(
  world: World,
  { account }: Pick<Here, 'account'>,
  id: string,
  visitor: Visitor,
): Promise<void> {
  await world.atomically(async () => {
    const hold = await world.holds.find(id);
    if (hold?.accountId === account.id) await stopHold(world, account, hold, { visitor, by: 'account' });
  });
}
