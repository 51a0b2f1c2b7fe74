import type { Account } from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import type { World } from '../ports/world.ts';

type Registered = Pick<Account, 'profile' | 'identifier' | 'identidad' | 'personal'>;

/**
 * The address that must confirm a registration: the typed one, unless the old system knew the identifier and nobody
 * proved the card; then the address that the old system knew. Undefined where it knew none: only the card opens that.
 */
export async function emailToConfirm(
  { legacyKeys }: Pick<World, 'legacyKeys'>,
  { profile, identifier, identidad, personal }: Registered,
): Promise<Email | undefined> {
  const old = await legacyKeys.contactsOf(profile, identifier);
  return old && identidad !== 'documento' ? old.email : personal.email;
}
