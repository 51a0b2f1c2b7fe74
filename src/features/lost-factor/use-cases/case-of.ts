import type { Account } from '../../../domain/account.ts';
import { daysOf } from '../../../domain/retention.ts';
import type { Deps } from '../../../ports/deps.ts';

/** The folio of the case about a lost factor that is open for an account. */
export async function openCaseOf(
  deps: Pick<Deps, 'audit' | 'cases' | 'now'>,
  account: Pick<Account, 'id'>,
): Promise<string | undefined> {
  const open = await deps.cases.openOf(account.id, 'factor-perdido');
  return open ? open.folio : untiedCaseOf(deps, account);
}

/** A case that is tied to no account, as those were once: found by the trail. */
async function untiedCaseOf(
  { audit, cases, now }: Pick<Deps, 'audit' | 'cases' | 'now'>,
  { id }: Pick<Account, 'id'>,
): Promise<string | undefined> {
  const since = new Date(now().getTime() - daysOf('openCases') * 24 * 3_600_000);
  for (const { details } of (await audit.actsSince(id, ['factor-loss.at-desk'], since)) ?? []) {
    const folio = String(details.folio);
    if (await cases.findByFolio(folio)) return folio;
  }
  return undefined;
}
