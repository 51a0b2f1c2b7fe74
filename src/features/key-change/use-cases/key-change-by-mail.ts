import { continueByMail, type JourneyOf, type MailWay } from '../../../account/continue-by-mail.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredKeyChange } from '../../../ports/key-changes.ts';

/** Cambiar CS by mail. */
export const keyChangeByMail = ({ keyChanges }: Pick<Deps, 'keyChanges'>): MailWay<StoredKeyChange> => ({
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
export async function goOnByMail(deps: Deps, of: JourneyOf, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const change = await deps.keyChanges.find(of.id, of.browser);
    if (change && !change.done) await deps.keyChanges.change(of.id, of.browser, unproved);
    await continueByMail(deps, keyChangeByMail(deps), of, visitor);
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
