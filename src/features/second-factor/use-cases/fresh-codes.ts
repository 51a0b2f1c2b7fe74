import { printCodes } from '../../../account/printed-codes.ts';
import type { FactorHolder } from '../../../account/prove-factor.ts';
import { RECOVERY_CODES } from '../../../domain/printed-code.ts';
import type { Deps } from '../../../ports/deps.ts';

/** Codes as they are printed; they are shown once and stored only as hashes. */
export type PrintedCodes = readonly string[];

/** Ten codes for a lost second factor: as they are printed, and as they are stored. */
export const freshCodes = (deps: Pick<Deps, 'hasher' | 'chance'>, holder: FactorHolder) =>
  printCodes(deps, holder, { kind: 'recovery-code', count: RECOVERY_CODES });
