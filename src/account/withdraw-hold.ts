import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Hold } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { stopHold } from './stop-hold.ts';

/** The request that a link names, whatever became of it; undefined when the link is no more. */
export async function holdOfLink(
  { links, holds }: Pick<World, 'links' | 'holds'>,
  token: string,
): Promise<Hold | undefined> {
  const link = await links.peek('hold', token);
  return link?.about === undefined ? undefined : holds.find(link.about);
}

/**
 * Takes a waiting request back, by the link that its holder got; it undoes this request and nothing else (floor 7).
 * Asked twice, the second time changes nothing. Throws `link-spent` when the link is no more.
 */
export async function withdrawHold(world: World, token: string, visitor: Visitor): Promise<void> {
  await world.atomically(async () => {
    const hold = await holdOfLink(world, token);
    // The account's row first: of two requests that are taken back at once the second knows of the first.
    const account = hold && (await world.accounts.lock(hold.accountId));
    if (!account) throw new Refusal('link-spent');
    await stopHold(world, account, hold, { visitor, by: 'link' });
  });
}
