import { applyNow } from '../../../account/apply-now.ts';
import { unseenSince } from '../../../domain/protection.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { type ContactFate, contactFate } from './contact-fate.ts';

/**
 * Records that the new e-mail of a request that waits is read; without that a typing error would send the key to a
 * stranger. Changes nothing else, except for an update or a protection that waits for this alone: the former is applied,
 * the latter is due at once. Gives what becomes of the e-mail. Throws `link-spent`.
 */
export async function confirmContact(deps: Deps, token: string, visitor: Visitor): Promise<ContactFate> {
  return deps.atomically(async () => {
    const link = await deps.links.spend('confirm-contact', token);
    if (link?.about === undefined) throw new Refusal('link-spent');
    // The account's row first, as all code that ends a request takes it.
    await deps.accounts.lock(link.accountId);
    await deps.pendingChanges.confirm(link.about);
    const protects = (await deps.pendingChanges.counterOf(link.about))?.caseKind === 'proteccion';
    const details = protects ? unseenSince(deps.now()) : undefined;
    await deps.audit.record({ act: 'contacts.confirmed', accountId: link.accountId, visitor, details });
    if (protects) await deps.pendingChanges.expedite(link.about);
    return (await applyNow(deps, link.about)).length > 0 ? 'now' : contactFate(deps, link.about);
  });
}
