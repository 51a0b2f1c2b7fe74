import { restsUntil } from '../../../account/mailbox-rest.ts';
import type { FactorHolder } from '../../../account/prove-factor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Throws `factor-rests` for some days after a link in the mailbox replaced captcha and question: factors stay as they
 * are (rules, Captcha and accessibility).
 */
export async function assertFactorsMayChange(
  deps: Pick<Deps, 'audit' | 'pendingChangeHours' | 'now'>,
  { account }: Pick<FactorHolder, 'account'>,
): Promise<void> {
  const until = await restsUntil(deps, account.id);
  if (until) throw new Refusal('factor-rests', { until });
}
