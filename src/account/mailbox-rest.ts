import type { Deps } from '../ports/deps.ts';

const HOUR_MS = 3_600_000;

/**
 * Until when contacts, question and factors cannot change because a link in the mailbox replaced captcha and question
 * (rules, Captcha and accessibility): the hours of the waiting period from its opening, by the trail, since the link
 * itself may have been deleted from the database (floor 15). Undefined when they may change.
 */
export async function restsUntil(
  { audit, pendingChangeHours, now }: Pick<Deps, 'audit' | 'pendingChangeHours' | 'now'>,
  accountId: string,
): Promise<Date | undefined> {
  const hold = pendingChangeHours * HOUR_MS;
  const opened = await audit.actsSince(accountId, ['mailbox.opened'], new Date(now().getTime() - hold));
  if (opened?.length === 0) return undefined;
  // More than are counted: treated as if the last one was opened just now.
  const last = opened ? Math.max(...opened.map(({ at }) => at.getTime())) : now().getTime();
  return new Date(last + hold);
}
