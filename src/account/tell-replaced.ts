import type { Account } from '../domain/account.ts';
import { mobileOf } from '../domain/data-update.ts';
import type { Notice } from '../ports/notifier.ts';
import type { World } from '../ports/world.ts';

/** Tells contacts that were replaced less than seven days ago, too: they may still bring everything back (floor 5). */
export async function tellReplaced(
  { holds, notifier }: Pick<World, 'holds' | 'notifier'>,
  { id }: Account,
  notice: Notice,
): Promise<void> {
  const before = await holds.replacedLately(id);
  if (!before) return;
  await notifier.send(notice, { channel: 'mail', to: before.email }, id);
  const phone = mobileOf({ personal: before });
  if (phone) await notifier.send(notice, { channel: 'sms', to: phone }, id);
}
