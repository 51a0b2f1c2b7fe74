import { applyNow } from '../../../account/apply-now.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Records that the new e-mail of a request that waits is read; without that a typing error would send the key to a
 * stranger. Changes nothing else, except for an update that waits for this alone: then it gives true. Throws
 * `link-spent`.
 */
export async function confirmContact(deps: Deps, token: string, visitor: Visitor): Promise<boolean> {
  return deps.atomically(async () => {
    const link = await deps.links.spend('confirm-contact', token);
    if (link?.about === undefined) throw new Refusal('link-spent');
    // The account's row first, as all code that ends a request takes it.
    await deps.accounts.lock(link.accountId);
    await deps.pendingChanges.confirm(link.about);
    await deps.audit.record({ act: 'contacts.confirmed', accountId: link.accountId, visitor });
    return (await applyNow(deps, link.about)).length > 0;
  });
}
