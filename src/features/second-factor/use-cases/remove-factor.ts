import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import { type FactorShown, proveHeld } from '../../../account/prove-held.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type FactorKind, isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertFactorsMayChange } from './may-change.ts';
import { noteFactor } from './note-factor.ts';

/**
 * Removes a factor, for a holder who proves one; with the last of them go the printed codes and the remembered browsers.
 * Throws what `proveHeld` throws, `factor-rests`, and `factor-missing` where it is gone.
 */
export async function removeFactor(
  deps: Deps,
  holder: FactorHolder,
  id: string,
  shown: FactorShown,
  visitor: Visitor,
): Promise<void> {
  await assertFactorsMayChange(deps, holder);
  await proveHeld(deps, holder, shown, visitor);
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(holder.account.id);
    const all = await credentialsOf(deps, holder);
    const factor = all.find((one) => one.id === id && isFactor(one));
    if (!account || !factor) throw new Refusal('factor-missing');
    const isLast = all.filter(isFactor).length === 1;
    const ended = isLast ? all.filter(({ kind }) => kind !== 'backup-code') : [factor];
    await deps.credentials.remove(
      account.id,
      ended.map((one) => one.id),
    );
    await noteFactor(deps, { ...holder, account }, 'removed', factor.kind as FactorKind, visitor);
  });
}
