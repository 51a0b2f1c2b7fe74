import type { Account } from '../../../domain/account.ts';
import { daysOf } from '../../../domain/retention.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * The folio of the case about a lost factor that is open for an account, by the trail, since cases are tied to no
 * account.
 */
export async function openCaseOf(
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
