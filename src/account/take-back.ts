import type { Account } from '../domain/account.ts';
import type { Deps } from '../ports/deps.ts';
import { hourOf } from './hour.ts';
import { tellEveryContact } from './tell-every-contact.ts';

/** The page where somebody shows the card for a number that another person registered. */
export const contestPage = ({ issuer }: Pick<Deps, 'issuer'>): string => `${issuer}/alguien-registro-mi-rut`;

/**
 * Takes an identifier back from an account that was never proved: it is frozen for good, its sessions and tokens end,
 * and the next account gets a new `sub`. Part of the caller's transaction; `false` where the account was proved meanwhile,
 * or is gone.
 */
export async function takeBack(deps: Deps, account: Account, folio: string): Promise<boolean> {
  if (!(await deps.accounts.contest(account.id))) return false;
  await deps.sessions.endAll(account.id);
  await deps.provisionalKeys.end(account.id);
  await deps.holds.withdrawAll(account.id);
  for (const event of ['identity-contested', 'subject-replaced'] as const)
    await deps.platformEvents.tell(account, event);
  const at = hourOf(deps.now());
  const link = contestPage(deps);
  await tellEveryContact(deps, account, async () => ({ kind: 'account-contested', at, folio, link }));
  return true;
}
