import type { Account } from '../domain/account.ts';
import { mobileToConfirm } from '../domain/contacts.ts';
import { mobileOf } from '../domain/data-update.ts';
import type { Phone } from '../domain/phone.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { type CodeOf, proveAccountCode, sendAccountCode } from './account-code.ts';
import { isCodeUsable } from './provisional-life.ts';

/** Whose mobile is confirmed, and in which browser. */
interface MobileOf {
  readonly account: Account;
  /** Id of the browser that asks. */
  readonly browser: string;
}

/**
 * Sends the code that confirms the mobile on file, the only message that an unconfirmed one gets. Throws
 * `too-many-codes`, and `contact-code-spent` where there is nothing to confirm.
 */
export async function sendMobileCode(deps: Deps, of: MobileOf): Promise<void> {
  await sendAccountCode(deps, codeOf(of, onFile(of.account)));
}

/** Whether a code was sent to the person at this browser, or was proved and is still valid. */
export async function mobileCodeWaits({ accountCodes, now }: Deps, of: MobileOf): Promise<boolean> {
  const mobile = mobileToConfirm(of.account);
  if (!mobile) return false;
  const { account, ...place } = codeOf(of, mobile);
  const code = await accountCodes.find({ accountId: account.id, ...place });
  return (
    code !== undefined && !code.provedAt && (!code.sentAt || isCodeUsable({ kind: 'code', smsAt: code.sentAt }, now()))
  );
}

/**
 * Confirms the mobile on file by the code that was sent there: from now on it receives keys, codes and notices. Throws
 * as `proveAccountCode` does.
 */
export async function confirmMobile(deps: Deps, of: MobileOf, typed: string, visitor: Visitor): Promise<void> {
  const { account } = of;
  const mobile = onFile(account);
  await deps.atomically(async () => {
    await proveAccountCode(deps, codeOf(of, mobile), typed);
    await deps.accounts.change(account.id, (latest) =>
      mobileOf(latest) === mobile ? { ...latest, confirmed: { ...latest.confirmed, mobile: deps.now() } } : latest,
    );
    await deps.audit.record({
      act: 'contacts.confirmed',
      accountId: account.id,
      subject: account.subject,
      visitor,
      details: { contact: 'mobile' },
    });
  });
}

function onFile(account: Account): Phone {
  const mobile = mobileToConfirm(account);
  if (!mobile) throw new Refusal('contact-code-spent');
  return mobile;
}

/** The code is bound to this number: one that was sent to an older number does not confirm it. */
const codeOf = ({ account, browser }: MobileOf, mobile: Phone): CodeOf => ({
  account,
  purpose: 'confirm-mobile',
  contact: 'mobile',
  browser: `${browser} ${mobile}`,
});
