import { freshKey } from '../../../account/deliver-key.ts';
import { NO_ACCOUNT } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { assertCodeMayGo } from './code-allowance.ts';
import { pretendToSend, type Sent, sendToOnFile } from './deliver-recovery.ts';
import { maySend } from './may-send.ts';
import { accountOf, type RecoveryOf, recoverySteps } from './recovery-flow.ts';
import { isSuspended } from './suspended.ts';
import { isForAContest } from './turn-to-contest.ts';

/** Seconds before "No me llegó" sends another. */
export const PATIENCE_S = 60;
/** How often a recovery sends. */
export const RESENDS = 3;

/** Later than any time that a page could show. */
const NEVER = new Date(8_640_000_000_000_000);

/** When another key may be asked for; never once it was sent three times. */
export function mayResendAt({ outcome }: Pick<StoredRecovery, 'outcome'>): Date {
  if (!outcome || outcome.request !== undefined || outcome.times >= RESENDS) return NEVER;
  return new Date(Date.parse(outcome.at) + PATIENCE_S * 1000);
}

/** "No me llegó": after sixty seconds another key is sent, and the one before is no longer valid. */
export async function resendKey(deps: Deps, of: RecoveryOf, visitor: Visitor): Promise<void> {
  const recovery = await recoverySteps(deps).at(of, 'sent');
  const until = mayResendAt(recovery);
  if (until > deps.now()) throw new Refusal('resend-early', until === NEVER ? {} : { until });
  await sendAgain(deps, of, recovery, visitor);
}

/** Another one, in place of the one that did not arrive; it is sent where the first was sent. */
async function sendAgain(deps: Deps, of: RecoveryOf, recovery: StoredRecovery, visitor: Visitor): Promise<void> {
  const { outcome } = recovery;
  if (!outcome) return;
  const found = await accountOf(deps, recovery);
  // Without the card its pages stay those of any number (C3).
  const account = isSuspended(found) && !recovery.card ? undefined : found;
  if (!(await maySend(deps, of, account, recovery))) return;
  if (account && recovery.card && (await isForAContest(deps, { of, step: 'sent' }, account, recovery))) return;
  const fresh = await freshKey(deps, account);
  await recoverySteps(deps).advance(of, 'sent', async (latest) => {
    // A second concurrent click sends nothing and costs no try.
    if (latest.outcome?.times !== outcome.times) return latest;
    await assertCodeMayGo(deps, account, recovery);
    const sent = account
      ? await sendToOnFile(deps, account, { of, recovery, fresh }, outcome)
      : await pretendAgain(deps, recovery);
    await deps.audit.record({ act: 'recovery.sent', accountId: account?.id, visitor, details: { again: true } });
    const { byLink, times } = outcome;
    const at = deps.now().toISOString();
    return { ...latest, outcome: { ...sent, byLink, reference: visitor.reference, at, times: times + 1 } };
  });
}

/** Of an account the key that was sent before ends: one statement more (floor 2). */
async function pretendAgain(deps: Deps, recovery: StoredRecovery): Promise<Sent> {
  await deps.provisionalKeys.outstanding(NO_ACCOUNT);
  return pretendToSend(deps, recovery);
}
