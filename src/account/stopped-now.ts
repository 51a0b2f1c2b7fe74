import type { Account } from '../domain/account.ts';
import { neverProved } from '../domain/identity.ts';
import { Refusal } from '../domain/refusal.ts';
import { accountStopped } from '../domain/stopped-account.ts';
import type { Deps } from '../ports/deps.ts';

type Needs = Pick<Deps, 'rights' | 'now'>;

/**
 * Whether the holder of an account had its data blocked; while that lasts it opens nothing, and no message is sent for
 * it.
 */
export const isBlocked = async ({ rights }: Pick<Deps, 'rights'>, { id, state }: Account): Promise<boolean> =>
  state === 'suspendida' && (await rights.block(id)) !== undefined;

/** The refusal of an account that is not active: `account-blocked` where its holder asked for that, or `account-frozen`. */
export async function stoppedNow(deps: Needs, account: Account | undefined): Promise<Refusal> {
  if (account && (await isBlocked(deps, account))) return new Refusal('account-blocked');
  return accountStopped(account, deps.now());
}

/**
 * The same for a user who showed the card and not the key: who asked to block an account that was never proved may be
 * another person.
 */
export async function stoppedByCard(deps: Needs, account: Account): Promise<Refusal> {
  const refusal = await stoppedNow(deps, account);
  if (refusal.code !== 'account-blocked' || !neverProved(account)) return refusal;
  return new Refusal('account-blocked', { of: 'unproved', profile: account.profile });
}
