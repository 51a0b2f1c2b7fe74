import type { World } from '../ports/world.ts';

const HOUR_MS = 3_600_000;

/**
 * Until when contacts and question stay as they are because a link in the mailbox took the place of letters and question
 * (rules, Captcha and accessibility): the hold's hours from its use. Undefined when they may change.
 */
export async function restsUntil(
  { links, holdHours, now }: Pick<World, 'links' | 'holdHours' | 'now'>,
  accountId: string,
): Promise<Date | undefined> {
  const used = await links.lastSpent('mailbox', accountId);
  const until = used && new Date(used.getTime() + holdHours * HOUR_MS);
  return until && until > now() ? until : undefined;
}
