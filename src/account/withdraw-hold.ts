import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Hold } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { tellHolder } from './tell-holder.ts';

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
    const account = hold && (await world.accounts.find(hold.accountId));
    if (!account) throw new Refusal('link-spent');
    if (!(await world.holds.end(hold.id, 'withdrawn'))) return;
    await world.audit.record({
      act: 'hold.withdrawn',
      accountId: account.id,
      subject: account.subject,
      visitor,
      details: { kind: hold.kind },
    });
    await tellHolder(world, account, { kind: 'run-link-withdrawn', folio: hold.folio });
  });
}
