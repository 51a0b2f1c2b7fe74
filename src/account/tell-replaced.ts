import type { Account } from '../domain/account.ts';
import { mobileOf } from '../domain/data-update.ts';
import type { World } from '../ports/world.ts';
import { type NoticeFor, tellContact } from './tell-holder.ts';

/**
 * Tells contacts that a request replaced less than seven days ago, too: they may still bring everything back (floor 5).
 * One that agreed by its own code has nothing to bring back, and hears no more.
 */
export async function tellReplaced(
  world: Pick<World, 'holds' | 'notifier'>,
  account: Account,
  notice: NoticeFor,
): Promise<void> {
  const before = (await world.holds.replacedLately(account.id)).filter(({ byCode }) => !byCode);
  for (const to of gone(
    before.map(({ email }) => email),
    account.personal.email,
  ))
    await tellContact(world, account, notice, { channel: 'mail', to });
  // Of contacts that were replaced before this was kept, nobody knows whether they were confirmed.
  const phones = before.map((personal) =>
    personal.confirmed && !personal.confirmed.mobile ? undefined : mobileOf({ personal }),
  );
  for (const to of gone(phones, mobileOf(account)))
    if (to) await tellContact(world, account, notice, { channel: 'sms', to });
}

/** Each contact once, but for the one on file: who is told as the holder was not replaced. */
const gone = <C>(before: readonly C[], onFile: C): readonly C[] => [...new Set(before)].filter((one) => one !== onFile);
