import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** Gives a factor of its holder another name, which only they see. Throws `factor-missing` where it is gone. */
export async function renameFactor(
  deps: Deps,
  holder: FactorHolder,
  { id, label }: { readonly id: string; readonly label: string },
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = holder.account;
  await deps.atomically(async () => {
    const factor = (await credentialsOf(deps, holder)).find((one) => one.id === id && isFactor(one));
    if (!factor || !(await deps.credentials.rename(accountId, id, label))) throw new Refusal('factor-missing');
    const details = { factor: factor.kind, ...(holder.actor ? { actor: holder.actor } : {}) };
    await deps.audit.record({ act: 'factor.renamed', accountId, subject, visitor, details });
  });
}
