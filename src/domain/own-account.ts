import type { Account } from './account.ts';
import type { Rut } from './rut.ts';

/** Whether an account is of the person with this RUN: theirs, or that of a company they registered. */
export const isOwnAccount = (run: Rut, { identifier, personal }: Pick<Account, 'identifier' | 'personal'>): boolean =>
  identifier === run || personal.company?.representative.run === run;
