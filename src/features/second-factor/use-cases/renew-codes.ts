import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import { type FactorShown, proveHeld } from '../../../account/prove-held.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { freshCodes, type PrintedCodes } from './fresh-codes.ts';
import { lockUnchanged } from './lock-unchanged.ts';
import { assertFactorsMayChange } from './may-change.ts';
import { noteCodes } from './note-factor.ts';

/**
 * Ten new printed codes in place of all earlier ones, for a holder who proves the factor; every contact is told (floor
 * 10). Throws what `proveHeld` throws, `factor-rests`, `factor-missing` where there is no factor any more, and `key-stale`
 * or what a stopped account throws where the account changed meanwhile.
 */
export async function renewCodes(
  deps: Deps,
  holder: FactorHolder,
  shown: FactorShown,
  visitor: Visitor,
): Promise<PrintedCodes> {
  await assertFactorsMayChange(deps, holder);
  await proveHeld(deps, holder, shown, visitor);
  const { printed, rows } = await freshCodes(deps, holder);
  await deps.atomically(async () => {
    const account = await lockUnchanged(deps, holder.account);
    const all = await credentialsOf(deps, holder);
    if (!all.some(isFactor)) throw new Refusal('factor-missing');
    const before = all.filter(({ kind }) => kind === 'recovery-code').map(({ id }) => id);
    await deps.credentials.remove(account.id, before);
    await deps.credentials.add(rows);
    await noteCodes(deps, { ...holder, account }, rows.length, visitor);
  });
  return printed;
}
