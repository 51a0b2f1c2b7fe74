import { type Account, NO_ACCOUNT } from '../domain/account.ts';
import type { Secret } from '../domain/key.ts';
import type { Deps } from '../ports/deps.ts';
import type { HashLane } from '../ports/hasher.ts';
import { Unavailable } from '../ports/unavailable.ts';

/** Whether a key is the one that was hashed, and whether it was hashed in a form that is not hashed today. */
export interface KeyMatch {
  readonly right: boolean;
  readonly oldForm: boolean;
}

/** There was no room for the hash of the key's other form. The first one was judged and is wrong: the try counts. */
export class OtherFormUnjudged extends Unavailable {}

/**
 * Compares a key with that of an account, in each of its forms until one is correct. Without an account, and with a
 * wrong key, each form costs a hash, so that the work depends on what is typed and never on whether the account exists
 * (floor 2). A key in ASCII has one form. Throws Unavailable, `OtherFormUnjudged` after a first form was judged.
 */
export async function matchKey(
  { hasher }: Pick<Deps, 'hasher'>,
  account: Pick<Account, 'id' | 'keyHash'> | undefined,
  key: Secret,
  lane?: HashLane,
): Promise<KeyMatch> {
  const place = { purpose: 'key', id: account?.id ?? NO_ACCOUNT } as const;
  for (const form of key.forms) {
    const matches = hasher.matches(account?.keyHash, form, place, lane);
    const right = await (form === key ? matches : matches.catch(unjudged));
    if (right) return { right: true, oldForm: form !== key };
  }
  return { right: false, oldForm: false };
}

function unjudged(error: unknown): never {
  if (!(error instanceof Unavailable)) throw error;
  throw new OtherFormUnjudged(error.service, { cause: error, retryAfter: error.retryAfter });
}
