import { type Account, hasNie } from './account.ts';
import { Refusal } from './refusal.ts';

/**
 * What opens a stopped account again: the card of its owner or, of a company, of a representative in force; after a
 * theft one that was never accepted before; or only the desk, where there is no Chilean card (rules, Way back).
 */
export type ThawedBy = 'card' | 'new-card' | 'representative' | 'new-representative' | 'desk';

/** What decides how a stopped account opens again. */
export type Stopped = Pick<Account, 'profile' | 'state' | 'stolenAt'>;

/** What opens this account again. A card opens only a frozen one. */
export function thawedBy({ profile, state, stolenAt }: Stopped): ThawedBy {
  if (state !== 'congelada' || hasNie(profile)) return 'desk';
  const card = profile === 'juridica' ? 'representative' : 'card';
  return stolenAt ? `new-${card}` : card;
}

/** The refusal of a stopped account: what opens it, the profile, and when it was asked, for the telephone's hours. */
export function accountStopped(account: Stopped | undefined, at: Date): Refusal {
  if (!account) return new Refusal('account-frozen', { by: 'card', at });
  return new Refusal('account-frozen', { by: thawedBy(account), profile: account.profile, at });
}
