import type { Account } from '../../domain/account.ts';
import { maskIdentifier } from '../../domain/masked-identifier.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** An account as a search shows it: profile, masked number, state, and no data more. */
export const maskedHit = ({ desk }: Catalogue, { profile, kind, identifier, state }: Account) => ({
  profile: desk.profiles[profile],
  number: `${kind === 'NIE' ? 'NIE' : 'RUT'} ${maskIdentifier(identifier)}`,
  state: desk.states[state],
});
