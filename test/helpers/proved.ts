import { type ProvedHolder, provedInJourney } from '../../src/account/proved-holder.ts';
import type { Account } from '../../src/domain/account.ts';
import type { FactorAgain } from '../../src/domain/second-factor.ts';

/** A holder whose key was proved, and the factor as said; `actor` is who acts for a company. */
export const provedAs = (account: Account, actor?: string, factor: FactorAgain = 'none'): ProvedHolder =>
  provedInJourney({ account, actor }, factor);
