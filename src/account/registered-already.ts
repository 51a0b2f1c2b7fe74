import type { Account, Identifier, Profile } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { consumeAll } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import { around } from './network-room.ts';

/** The account that has an identifier; a pending registration does not have it. */
export async function holderOf(
  { accounts }: Pick<Deps, 'accounts'>,
  { profile, identifier }: { readonly profile: Profile; readonly identifier: Identifier },
): Promise<Account | undefined> {
  const found = await accounts.findByIdentifier(profile, identifier);
  return found?.state === 'pendiente_correo' ? undefined : found;
}

/**
 * C11b: throws `already-registered` where the identifier has an account, the policy reveals that, and the rate limit of
 * such answers is not spent, that of the network and of those around it. Past it, and in `segura`, nothing is revealed.
 */
export async function assertNotRegistered(
  deps: Pick<Deps, 'accounts' | 'throttles' | 'policy' | 'audit'>,
  who: { readonly profile: Profile; readonly identifier: Identifier },
  visitor: Visitor,
): Promise<void> {
  if (!deps.policy.tellsRegistered) return;
  const holder = await holderOf(deps, who);
  // Both cases write the same rows; for a free identifier they count on rows that are not read.
  const limits = around(rateLimits.unknownByNetwork, visitor.network, 'hard', holder ? '' : 'free:');
  const { spent } = await consumeAll(deps.throttles, limits);
  if (!holder || spent) return;
  await deps.audit.record({
    act: 'registration.refused',
    accountId: holder.id,
    visitor,
    details: { code: 'already-registered' },
  });
  throw new Refusal('already-registered', { profile: holder.profile });
}
