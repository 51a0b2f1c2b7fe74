import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';

/**
 * Notes that the new e-mail of a request that waits is read; without that a slip of the pen would send the key to a
 * stranger. Changes nothing else. Throws `link-spent`.
 */
export async function confirmContact(world: World, token: string, visitor: Visitor): Promise<void> {
  await world.atomically(async () => {
    const link = await world.links.spend('confirm-contact', token);
    if (link?.about === undefined) throw new Refusal('link-spent');
    await world.holds.confirm(link.about);
    await world.audit.record({ act: 'contacts.confirmed', accountId: link.accountId, visitor });
  });
}
