import type { Account, Identifier, Profile } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';

/** The account that holds an identifier; a pending registration holds nothing. */
export async function holderOf(
  { accounts }: Pick<World, 'accounts'>,
  { profile, identifier }: { readonly profile: Profile; readonly identifier: Identifier },
): Promise<Account | undefined> {
  const found = await accounts.findByIdentifier(profile, identifier);
  return found?.state === 'pendiente_correo' ? undefined : found;
}

/**
 * C11b: throws `already-registered` where the identifier has an account, the policy lets that be told, and the network's
 * rate limit of such answers is not spent. Past it, and in `segura`, nothing is told.
 */
export async function assertNotRegistered(
  world: Pick<World, 'accounts' | 'throttles' | 'policy' | 'audit'>,
  who: { readonly profile: Profile; readonly identifier: Identifier },
  visitor: Visitor,
): Promise<void> {
  if (!world.policy.tellsRegistered) return;
  const holder = await holderOf(world, who);
  // Both cases write the same rows; for a free identifier they count on a row that nobody reads.
  const counted = holder ? visitor.network : `free:${visitor.network}`;
  const { allowed } = await world.throttles.take(budgets.unknownByNetwork, counted);
  if (!holder || !allowed) return;
  await world.audit.record({
    act: 'registration.refused',
    accountId: holder.id,
    visitor,
    details: { code: 'already-registered' },
  });
  throw new Refusal('already-registered', { profile: holder.profile });
}
