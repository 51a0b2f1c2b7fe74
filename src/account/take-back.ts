import type { Account } from '../domain/account.ts';
import type { World } from '../ports/world.ts';
import { hourOf } from './hour.ts';
import { tellEveryContact } from './tell-every-contact.ts';

/** The page where somebody shows the card for a number that another person registered. */
export const contestPage = ({ issuer }: Pick<World, 'issuer'>): string => `${issuer}/alguien-registro-mi-rut`;

/**
 * Takes an identifier back from an account that was never proved: it is frozen for good, its sessions and tokens end,
 * and the next account gets a new `sub`. Part of the caller's transaction; `false` where the account was proved meanwhile,
 * or is gone.
 */
export async function takeBack(world: World, account: Account, folio: string): Promise<boolean> {
  if (!(await world.accounts.contest(account.id))) return false;
  await world.sessions.endAll(account.id);
  await world.provisionalKeys.end(account.id);
  await world.holds.withdrawAll(account.id);
  for (const event of ['identity-contested', 'subject-replaced'] as const)
    await world.platformEvents.tell(account, event);
  const at = hourOf(world.now());
  const link = contestPage(world);
  await tellEveryContact(world, account, async () => ({ kind: 'account-contested', at, folio, link }));
  return true;
}
