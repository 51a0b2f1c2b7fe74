import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Forgets one remembered browser of a holder, by its id, or all of them: there the factor is asked again. Sessions that
 * are open stay. What is gone already changes nothing.
 */
export async function forgetBrowsers(
  deps: Pick<Deps, 'accounts' | 'credentials' | 'audit' | 'atomically'>,
  { account, actor }: FactorHolder,
  which: 'all' | { readonly id: string },
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = account;
  await deps.atomically(async () => {
    await deps.accounts.lock(accountId);
    const browsers = (await credentialsOf(deps, { account, actor })).filter(({ kind }) => kind === 'device');
    const ended = browsers.map(({ id }) => id).filter((id) => which === 'all' || id === which.id);
    if (ended.length === 0) return;
    const details = { count: await deps.credentials.remove(accountId, ended), ...(actor ? { actor } : {}) };
    await deps.audit.record({ act: 'device.forgotten', accountId, subject, visitor, details });
  });
}
