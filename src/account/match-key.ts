import { type Account, NO_ACCOUNT } from '../domain/account.ts';
import type { Secret } from '../domain/key.ts';
import type { Deps } from '../ports/deps.ts';
import type { HashLane } from '../ports/hasher.ts';

/** Whether a key is the one that was hashed, and whether it was hashed in a form that is not hashed today. */
export interface KeyMatch {
  readonly right: boolean;
  readonly oldForm: boolean;
}

/**
 * Compares a key with that of an account, in each of its forms until one is correct. Without an account, and with a
 * wrong key, each form costs a hash, so that the work depends on what is typed and never on whether the account exists
 * (floor 2). A key in ASCII has one form.
 */
export async function matchKey(
  { hasher }: Pick<Deps, 'hasher'>,
  account: Pick<Account, 'id' | 'keyHash'> | undefined,
  key: Secret,
  lane?: HashLane,
): Promise<KeyMatch> {
  const place = { purpose: 'key', id: account?.id ?? NO_ACCOUNT } as const;
  for (const form of key.forms)
    if (await hasher.matches(account?.keyHash, form, place, lane)) return { right: true, oldForm: form !== key };
  return { right: false, oldForm: false };
}
