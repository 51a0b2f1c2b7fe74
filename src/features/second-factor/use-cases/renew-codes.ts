import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import { type FactorShown, proveHeld } from '../../../account/prove-held.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { freshCodes, type PrintedCodes } from './fresh-codes.ts';

/**
 * Ten new printed codes in place of all earlier ones, for a holder who proves the factor. Throws what `proveHeld`
 * throws, and `factor-missing` where there is no factor any more.
 */
export async function renewCodes(
  deps: Deps,
  holder: FactorHolder,
  shown: FactorShown,
  visitor: Visitor,
): Promise<PrintedCodes> {
  await proveHeld(deps, holder, shown, visitor);
  const { printed, rows } = await freshCodes(deps, holder);
  const { id: accountId, subject } = holder.account;
  await deps.atomically(async () => {
    await deps.accounts.lock(accountId);
    const all = await credentialsOf(deps, holder);
    if (!all.some(isFactor)) throw new Refusal('factor-missing');
    const before = all.filter(({ kind }) => kind === 'recovery-code').map(({ id }) => id);
    await deps.credentials.remove(accountId, before);
    await deps.credentials.add(rows);
    const details = { count: rows.length, ...(holder.actor ? { actor: holder.actor } : {}) };
    await deps.audit.record({ act: 'recovery-codes.made', accountId, subject, visitor, details });
  });
  return printed;
}
