import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { type RecoveryOf, recoveryAt } from './recover-key.ts';
import { sendAgain } from './send-key.ts';

/** Seconds before "No me llegó" sends another. */
export const PATIENCE_S = 60;
/** How often a recovery sends. */
export const RESENDS = 3;

/** Later than any hour that a page could tell. */
const NEVER = new Date(8_640_000_000_000_000);

/** When another key may be asked for; far away once it was sent three times. */
export function mayResendAt({ outcome }: Pick<StoredRecovery, 'outcome'>): Date {
  if (!outcome || outcome.request !== undefined || outcome.times >= RESENDS) return NEVER;
  return new Date(Date.parse(outcome.at) + PATIENCE_S * 1000);
}

/** "No me llegó": after sixty seconds another key goes out, and the one before opens nothing any more. */
export async function resendKey(deps: Deps, of: RecoveryOf, visitor: Visitor): Promise<void> {
  const recovery = await recoveryAt(deps, of, 'sent');
  const until = mayResendAt(recovery);
  if (until > deps.now()) throw new Refusal('resend-early', until === NEVER ? {} : { until });
  await sendAgain(deps, of, recovery, visitor);
}
