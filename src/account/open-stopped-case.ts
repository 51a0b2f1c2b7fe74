import type { Account } from '../domain/account.ts';
import { newCase } from '../domain/cases/new-case.ts';
import type { Deps } from '../ports/deps.ts';

/**
 * Opens the case in which two people decide a request that was stopped for the second time; its folio is that of the
 * request, which the notices name. An account has one such case at a time. It takes no budget: the stop itself has its own.
 */
export async function openStoppedCase(
  { cases, now }: Pick<Deps, 'cases' | 'now'>,
  { id: accountId, profile, identifier }: Account,
  folio: string,
): Promise<void> {
  const kind = 'segunda-detencion';
  const begun = newCase({ kind, openedBy: 'page' }, now());
  const claim = [kind, 'account', accountId];
  await cases.open({ folio, begun, about: { profile, identifier }, accountId, claim });
}
