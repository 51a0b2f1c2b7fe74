import { freshKey, waysBack } from '../../../account/deliver-key.ts';
import { lostLately } from '../../../account/factor-loss.ts';
import { type Account, hasNie, NO_ACCOUNT } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { RecoveryOutcome, StoredRecovery } from '../../../ports/recoveries.ts';
import { assertCodeMayGo } from './code-allowance.ts';
import { pretendToSend, type Sending, type Sent } from './deliver-recovery.ts';
import { maySend, mustShowCard, turnToCard } from './may-send.ts';
import { accountOf, type RecoveryOf, recoverySteps } from './recovery-flow.ts';
import { sendToAccount } from './send-to-account.ts';
import { isForAContest } from './turn-to-contest.ts';

/**
 * "Recuperar Clave": sends what the policy sends to contacts on file, or begins the waiting period of new contacts. For
 * an identifier without an account the page is the same and no message is sent. Throws `flow-step` after a second click,
 * which changes nothing.
 */
export async function sendKey(deps: Deps, of: RecoveryOf, visitor: Visitor): Promise<void> {
  const recovery = await recoverySteps(deps).at(of, 'send');
  const account = await accountOf(deps, recovery);
  if (await mustShowCard(deps, account, recovery)) {
    if (hasNie(recovery.profile)) throw new Refusal('document-at-desk');
    // The SII's list changed, or the account was frozen, meanwhile: the next page asks for the card.
    return turnToCard(deps, of);
  }
  if (!(await maySend(deps, of, account, recovery))) return;
  if (account && recovery.card && (await isForAContest(deps, { of, step: 'send' }, account, recovery))) return;
  const fresh = await freshKey(deps, account);
  await recoverySteps(deps).advance(of, 'send', async (latest) => {
    const outcome = await sendFirst(deps, account, { of, recovery, fresh, visitor });
    return { ...latest, sent: true, outcome };
  });
}

async function sendFirst(
  deps: Deps,
  account: Account | undefined,
  sending: Sending & { readonly visitor: Visitor },
): Promise<RecoveryOutcome> {
  const { recovery, visitor } = sending;
  await assertCodeMayGo(deps, account, recovery);
  const sent = account ? await sendToAccount(deps, account, sending) : await pretendToAccount(deps, recovery);
  await deps.audit.record({
    act: 'recovery.sent',
    accountId: account?.id,
    subject: account?.subject,
    visitor,
    details: { held: sent.request !== undefined },
  });
  const byLink = waysBack(deps, account) === 'link-and-code';
  return { ...sent, byLink, reference: visitor.reference, at: deps.now().toISOString(), times: 1 };
}

/** What `sendToAccount` costs, which also looks for contacts and a factor that were replaced or ended lately (floor 2). */
async function pretendToAccount(deps: Deps, recovery: StoredRecovery): Promise<Sent> {
  await deps.pendingChanges.replacedLately(NO_ACCOUNT);
  await lostLately(deps, { id: NO_ACCOUNT });
  return pretendToSend(deps, recovery);
}
