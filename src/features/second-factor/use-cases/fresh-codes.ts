import type { FactorHolder } from '../../../account/prove-factor.ts';
import { beginOf, formatPrinted, printedCodes, RECOVERY_CODES } from '../../../domain/printed-code.ts';
import type { NewCredential } from '../../../ports/credentials.ts';
import type { Deps } from '../../../ports/deps.ts';

/** Codes as they are printed; they are shown once and stored only as hashes. */
export type PrintedCodes = readonly string[];

/** Ten codes for a lost second factor: as they are printed, and as they are stored. */
export async function freshCodes(
  { hasher, chance }: Pick<Deps, 'hasher' | 'chance'>,
  { account, actor }: FactorHolder,
): Promise<{ readonly printed: PrintedCodes; readonly rows: readonly NewCredential[] }> {
  const codes = printedCodes(RECOVERY_CODES, chance);
  const rows: NewCredential[] = [];
  for (const code of codes) {
    const hash = await hasher.hash(code, { purpose: 'printed', id: account.id });
    const content = { begins: beginOf(code), hash };
    const owner = { accountId: account.id, actor };
    rows.push({ id: crypto.randomUUID(), kind: 'recovery-code', ...owner, content, label: '' });
  }
  return { printed: codes.map(formatPrinted), rows };
}
