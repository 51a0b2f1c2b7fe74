import { type CodeOf, sendAccountCode } from '../../../account/account-code.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertProofsOpen } from './assert-proofs-open.ts';
import type { Losing } from './losing.ts';

/** The code of a holder in one browser: valid for the key and the mailbox that the account had when it was sent. */
export function lossCodeOf({ account }: Pick<Losing, 'account'>, browser: string): CodeOf {
  const place = [browser, account.keyChangedAt.getTime(), account.confirmed.email?.getTime() ?? ''];
  return { account, purpose: 'factor-loss', contact: 'email', browser: place.join(' ') };
}

/**
 * Sends six digits to the confirmed mailbox, never to the mobile; nothing within a minute after the last ones. Throws
 * `too-many-codes`, and what `assertProofsOpen` throws.
 */
export async function sendLossCode(deps: Deps, who: Losing, browser: string, visitor: Visitor): Promise<void> {
  await assertProofsOpen(deps, who);
  const { id: accountId, subject } = who.account;
  const details = { by: 'factor-loss', to: 'email' };
  const also = () => deps.audit.record({ act: 'login.mailed', accountId, subject, visitor, details });
  await sendAccountCode(deps, lossCodeOf(who, browser), { asked: 'key', also });
}
