import type { Account } from '../domain/account.ts';
import { mobileOf } from '../domain/data-update.ts';
import type { Notice } from '../ports/notice.ts';
import type { World } from '../ports/world.ts';

/** Tells contacts that were replaced less than seven days ago, too: they may still bring everything back (floor 5). */
export async function tellReplaced(
  { holds, notifier }: Pick<World, 'holds' | 'notifier'>,
  account: Account,
  notice: Notice,
): Promise<void> {
  const before = await holds.replacedLately(account.id);
  for (const to of gone(
    before.map(({ email }) => email),
    account.personal.email,
  ))
    await notifier.send(notice, { channel: 'mail', to }, account.id);
  const phones = before.map((personal) => mobileOf({ personal }));
  for (const to of gone(phones, mobileOf(account)))
    if (to) await notifier.send(notice, { channel: 'sms', to }, account.id);
}

/** Each contact once, but for the one on file: who is told as the holder was not replaced. */
const gone = <C>(before: readonly C[], onFile: C): readonly C[] => [...new Set(before)].filter((one) => one !== onFile);
