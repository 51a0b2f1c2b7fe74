import { type Account, hasNie } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import type { Deps } from '../ports/deps.ts';
import { endMandatesFor, endMandatesOf } from './end-mandate.ts';
import { notifyEveryContact } from './notify-every-contact.ts';
import { shutDown } from './shut-down.ts';

/**
 * The page where a user shows the card for a number that another person registered, with the form of its kind of
 * number.
 */
export const contestPage = ({ issuer }: Pick<Deps, 'issuer'>, { profile }: Pick<Account, 'profile'>): string =>
  `${issuer}/alguien-registro-mi-rut${profile === 'natural' ? '' : `?perfil=${hasNie(profile) ? 'migrante' : profile}`}`;

/**
 * Takes an identifier back from an account that was never proved: it is frozen for good, its sessions and tokens end,
 * of a company also what it lets people do, of a person what companies let them do, and the next account gets a new `sub`. Part of the caller's
 * transaction; `false` where the account was proved meanwhile, or does not exist any more.
 */
export async function takeBack(deps: Deps, account: Account, folio: string): Promise<boolean> {
  if (!(await deps.accounts.contest(account.id))) return false;
  await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    // The requests are those of an account that was never proved: their notices would only repeat this one.
    holds: 'withdraw',
    // A block is kept with the account that asked for it, which cannot be opened any more.
    block: 'stay',
    factors: 'untold',
    events: [{ event: 'identity-contested' }, { event: 'subject-replaced' }],
  });
  // What it let in, it let in under a number that was never its own: the next account of the number vouches for no one.
  if (account.profile === 'juridica') await endMandatesOf(deps, account, 'empresa-cerrada');
  else await endMandatesFor(deps, account);
  const at = instantOf(deps.now());
  const link = contestPage(deps, account);
  await notifyEveryContact(deps, account, async () => ({ kind: 'account-contested', at, folio, link }));
  return true;
}
