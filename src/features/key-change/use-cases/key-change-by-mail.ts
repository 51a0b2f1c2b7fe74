import { continueByMail, type JourneyOf, type MailWay } from '../../../account/continue-by-mail.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { StoredKeyChange } from '../../../ports/key-changes.ts';
import type { World } from '../../../ports/world.ts';

/** Cambiar CS by mail. */
export const keyChangeByMail = ({ keyChanges }: Pick<World, 'keyChanges'>): MailWay<StoredKeyChange> => ({
  journey: 'key-change',
  journeys: keyChanges,
  over: ({ done }) => done,
  path: '/cambiar/correo',
  pageOf: ({ profile, id }) => `/cambiar/${profile}/${id}`,
  // Whoever opens it elsewhere proves the key there.
  elsewhere: unproved,
});

/**
 * "Continuar por correo" in the place of the letters. The link may be opened in another browser, by whoever has the
 * mailbox: it proves nothing (floor 7), so the current key is asked again after it.
 */
export async function goOnByMail(world: World, of: JourneyOf, visitor: Visitor): Promise<void> {
  await world.atomically(async () => {
    const change = await world.keyChanges.find(of.id, of.browser);
    if (change && !change.done) await world.keyChanges.change(of.id, of.browser, unproved);
    await continueByMail(world, keyChangeByMail(world), of, visitor);
  });
}

function unproved(latest: StoredKeyChange): StoredKeyChange {
  return {
    ...latest,
    proved: false,
    byMail: false,
    keyHash: undefined,
    provisionalId: undefined,
    actor: undefined,
  };
}
