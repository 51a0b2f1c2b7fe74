import type { Profile } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { emailToConfirm } from './email-to-confirm.ts';

type Needs = Pick<World, 'accounts' | 'links' | 'legacyKeys' | 'notifier' | 'audit' | 'atomically'>;

/**
 * Spends the link of a registration and opens the account; gives its profile. Throws `link-spent`, or
 * `already-registered` when somebody was faster.
 */
export async function confirmEmail(world: Needs, token: string, visitor: Visitor): Promise<Profile> {
  return world.atomically(async () => {
    const link = await world.links.spend('confirm-email', token);
    const account = link && (await world.accounts.find(link.accountId));
    if (!account || (await emailToConfirm(world, account)) !== account.personal.email) throw new Refusal('link-spent');
    const { profile } = account;
    if (!(await world.accounts.activate(account.id))) throw new Refusal('already-registered', { profile });
    await world.legacyKeys.forget(profile, account.identifier);
    await world.audit.record({
      act: 'registration.confirmed',
      accountId: account.id,
      subject: account.subject,
      visitor,
    });
    await world.notifier.send({ kind: 'account-created' }, { channel: 'mail', to: account.personal.email }, account.id);
    return profile;
  });
}
