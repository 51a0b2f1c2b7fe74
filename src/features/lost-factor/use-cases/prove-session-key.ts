import type { KeyProof } from '../../../account/key-proof.ts';
import { parsePrincipalId } from '../../../domain/principal-id.ts';
import { accountStopped } from '../../../domain/stopped-account.ts';
import type { Deps } from '../../../ports/deps.ts';
import { takeKey } from '../../sign-in/use-cases/take-key.ts';

/**
 * Proves the key of the account of a session, for a client that asks it for a second factor. Throws what a wrong key
 * and a stopped account throw.
 */
export async function proveSessionKey(deps: Deps, principal: string, typed: Omit<KeyProof, 'profile' | 'identifier'>) {
  const { accountId, actorSubject } = parsePrincipalId(principal);
  const found = await deps.accounts.find(accountId);
  if (!found) throw accountStopped(found, deps.now());
  const { profile, identifier } = found;
  const { account, known } = await takeKey(deps, { ...typed, profile, identifier });
  const actor = profile === 'juridica' ? actorSubject : undefined;
  return { account, known, actor, by: 'key', remember: false, given: [] } as const;
}
