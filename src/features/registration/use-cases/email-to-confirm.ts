import type { Account } from '../../../domain/account.ts';
import type { Email } from '../../../domain/email.ts';
import type { Deps } from '../../../ports/deps.ts';

type Registered = Pick<Account, 'profile' | 'identifier' | 'identidad' | 'personal'>;

/**
 * The address that must confirm a registration: the typed one, unless the old system knew the identifier and the card
 * was not proved; then the address that the old system knew. Undefined where it knew none, and where a RUT was once
 * taken back from a stranger: only the card opens those.
 */
export async function emailToConfirm(
  { accounts, legacyKeys }: Pick<Deps, 'accounts' | 'legacyKeys'>,
  { profile, identifier, identidad, personal }: Registered,
): Promise<Email | undefined> {
  const old = await legacyKeys.contactsOf(profile, identifier);
  const contested = await accounts.wasContested(profile, identifier);
  if (identidad === 'documento') return personal.email;
  // Of a NIE no card is shown at a registration: the desk took it back, and its owner registers it (rules, Squatting).
  if (contested && profile !== 'migrante') return undefined;
  return old ? old.email : personal.email;
}
