import type { Account, PersonalData } from '../domain/account.ts';
import { PROVISIONAL_BYTES, provisionalKey } from '../domain/provisional-key.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Undo } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { doneNow } from './done-now.ts';
import { mayBeStopped } from './freeze-account.ts';
import { endBlockOf } from './lift-block.ts';
import { tellHolder } from './tell-holder.ts';

/**
 * By the link of the final notice, for seven days: contacts and question are again what they were, the key that was made
 * since opens nothing, all sessions and tokens end, and the account is frozen until the card is shown (floor 5). Throws
 * `link-spent`.
 */
export async function revertContacts(world: World, token: string, visitor: Visitor): Promise<void> {
  // A key that nobody knows takes the place of the one that was made since.
  const keyHash = await world.hasher.hash(provisionalKey(world.chance(PROVISIONAL_BYTES)));
  await world.atomically(async () => {
    const link = await world.links.spend('revert-contacts', token);
    // The account's row first, as everybody takes it who ends a request.
    const account = link && (await world.accounts.change(link.accountId, (latest) => latest));
    const before = link?.about === undefined ? undefined : await world.holds.undoOf(link.about);
    if (!account || !before || !(await mayBeStopped(world, account))) throw new Refusal('link-spent');
    const reverted = await world.accounts.change(account.id, (latest) => ({
      ...latest,
      state: 'congelada',
      keyHash,
      keyChangedAt: world.now(),
      question: before.question,
      personal: { ...latest.personal, ...contactsOf(before, latest) },
    }));
    await world.sessions.endAll(account.id);
    if (account.state !== 'congelada') await world.platformEvents.tell(account, 'account-disabled');
    await world.provisionalKeys.end(account.id);
    await world.holds.withdrawAll(account.id);
    await endBlockOf(world, account.id, { by: 'freeze', visitor });
    const { id: accountId, subject } = account;
    await world.audit.record({ act: 'contacts.reverted', accountId, subject, visitor });
    if (reverted) await tellReverted(world, reverted, visitor);
  });
}

async function tellReverted(world: World, account: Account, visitor: Visitor): Promise<void> {
  const { reference: folio } = visitor;
  const done = doneNow(world, visitor);
  await tellHolder(world, account, { kind: 'contacts-reverted', ...done, folio });
  await tellHolder(world, account, { kind: 'account-frozen', at: done.at, folio });
}

/** A company gets its representative back; without the contacts where the SII's list changed, for that one may have left. */
function contactsOf({ email, mobile, company }: Undo, { keyNeedsCard }: Account): Partial<PersonalData> {
  if (!company) return { email, mobile };
  const { run, name } = company.representative;
  const representative = keyNeedsCard ? { run, name } : company.representative;
  return { email, mobile, company: { ...company, representative } };
}
