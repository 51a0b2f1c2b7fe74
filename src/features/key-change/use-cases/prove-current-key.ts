import { proveKey } from '../../../account/prove-key.ts';
import { freshHash, keepHash } from '../../../account/renew-hash.ts';
import { actForChange } from '../../../account/representation.ts';
import type { Identifier } from '../../../domain/account.ts';
import type { Secret } from '../../../domain/key.ts';
import type { KeyChangingProfile } from '../../../domain/key-change.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredKeyChange } from '../../../ports/key-changes.ts';

/** «Validar Datos»: the account, the key, and for a company who represents it. */
export interface CurrentKey {
  readonly profile: KeyChangingProfile;
  readonly identifier: Identifier;
  readonly representative?: Rut | undefined;
  readonly key: Secret;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/** What a journey remembers of a key that was proved. */
type CurrentKeyProof = Pick<StoredKeyChange, 'proved' | 'accountId' | 'keyHash' | 'provisionalId' | 'actor'>;

/**
 * Proves «CS Actual», and after it that the person represents the company (M-40, M-44). A provisional key counts
 * (floor 3). Throws what the login throws, and `card-needed` where only the card of a representative leads to a new key.
 */
export async function proveCurrentKey(deps: Deps, asked: CurrentKey, visitor: Visitor): Promise<CurrentKeyProof> {
  const { profile, identifier, representative, key, device } = asked;
  const proven = await proveKey(deps, { profile, identifier, key, device, visitor });
  const { account, provisional } = proven;
  if (profile === 'juridica' && !representative) throw new Refusal('not-representative');
  const actor = representative && (await actForChange(deps, account, representative, visitor));
  // The SII's list was read just now: a representative who is new on it must show the card.
  const latest = await deps.accounts.find(account.id);
  if (latest?.keyNeedsCard && !provisional?.proved) throw new Refusal('card-needed');
  // Renewed now, so that a login in another tab does not renew it later, which would look like another key.
  const keyHash = provisional ? account.keyHash : await freshHash(deps, proven, key);
  await keepHash(deps, account, keyHash);
  return {
    proved: true,
    accountId: account.id,
    keyHash,
    provisionalId: provisional?.id,
    actor: actor?.subject,
  };
}
