import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { Hold } from '../ports/holds.ts';
import { stopHold } from './stop-hold.ts';

/** The request that a link names, whatever became of it; undefined when the link is no more. */
export async function holdOfLink(
  { links, holds }: Pick<Deps, 'links' | 'holds'>,
  token: string,
): Promise<Hold | undefined> {
  const link = await links.peek('hold', token);
  return link?.about === undefined ? undefined : holds.find(link.about);
}

/**
 * Takes a waiting request back, by the link that its holder got; it undoes this request and nothing else (floor 7).
 * Asked twice, the second time changes nothing. Throws `link-spent` when the link is no more.
 */
export async function withdrawHold(deps: Deps, token: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const hold = await holdOfLink(deps, token);
    // The account's row first: of two requests that are taken back at once the second knows of the first.
    const account = hold && (await deps.accounts.lock(hold.accountId));
    if (!account) throw new Refusal('link-spent');
    await stopHold(deps, account, hold, { visitor, by: 'link' });
  });
}
