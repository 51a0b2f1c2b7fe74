import type { Account } from '../domain/account.ts';
import { keyLength } from '../domain/key-length.ts';
import { Refusal } from '../domain/refusal.ts';
import { isFactor } from '../domain/second-factor.ts';
import type { Deps } from '../ports/deps.ts';

type Needs = Pick<Deps, 'credentials'>;

/**
 * Whether a user who proved the current key may choose one of the length with a second factor (C1): an account that has
 * a factor. The key of a company belongs to all its representatives, who have a factor each or none: always the longer.
 */
export async function mayChooseShort(
  { credentials }: Needs,
  { id, profile }: Pick<Account, 'id' | 'profile'>,
): Promise<boolean> {
  return profile !== 'juridica' && (await credentials.of({ accountId: id, actor: undefined })).some(isFactor);
}

/**
 * Throws `key-length` for a short key of an account that has no factor (any more); part of the caller's transaction,
 * which has locked the account, so that no factor ends meanwhile.
 */
export async function assertMayBeShort(deps: Needs & Pick<Deps, 'policy'>, account: Account): Promise<void> {
  if (await mayChooseShort(deps, account)) return;
  const { min, max } = keyLength(deps.policy, false);
  throw new Refusal('key-length', { min, max });
}
