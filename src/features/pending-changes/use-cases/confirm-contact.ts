import { hastenHold } from '../../../account/hasten-hold.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { World } from '../../../ports/world.ts';

/**
 * Notes that the new e-mail of a request that waits is read; without that a slip of the pen would send the key to a
 * stranger. Changes nothing else, but for an update that waits for this alone. Throws `link-spent`.
 */
export async function confirmContact(world: World, token: string, visitor: Visitor): Promise<void> {
  await world.atomically(async () => {
    const link = await world.links.spend('confirm-contact', token);
    if (link?.about === undefined) throw new Refusal('link-spent');
    // The account's row first, as everybody takes it who ends a request.
    await world.accounts.lock(link.accountId);
    await world.holds.confirm(link.about);
    await world.audit.record({ act: 'contacts.confirmed', accountId: link.accountId, visitor });
    await hastenHold(world, link.about);
  });
}
