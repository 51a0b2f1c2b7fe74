import type { KeyProof } from '../../../account/key-proof.ts';
import { type Proven, proveKey } from '../../../account/prove-key.ts';
import { freshHash, keepHash } from '../../../account/renew-hash.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';

export interface KeyAttempt extends KeyProof {
  /** A further condition once the key is proved; it refuses by throwing. */
  readonly admit?: ((account: Account) => Promise<void>) | undefined;
}

/**
 * Takes the right key of a user who signs in; what the sign-in still needs, and its end, are completeSignIn's. A
 * provisional key is refused with `key-provisional` and its id, once all other conditions hold: it leads to the page
 * that changes it (M-14).
 */
export async function takeKey(deps: Deps, attempt: KeyAttempt): Promise<Pick<Proven, 'account' | 'known'>> {
  const proven = await proveKey(deps, attempt);
  await attempt.admit?.(proven.account);
  if (proven.provisional) throw new Refusal('key-provisional', { provisional: proven.provisional.id });
  await keepHash(deps, proven.account, await freshHash(deps, proven, attempt.key));
  return proven;
}
