import { codeHost } from '../../../account/code-host.ts';
import { RECOVERY_CODES } from '../../../account/deliver-key.ts';
import { LIFE } from '../../../account/provisional-life.ts';
import { confirmedMobile } from '../../../domain/contacts.ts';
import { smsCode } from '../../../domain/provisional-key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Notice } from '../../../ports/notice.ts';
import type { ProvisionalKey } from '../../../ports/provisional-keys.ts';
import { recoveryOfLink } from './recover-by-link.ts';
import { PATIENCE_S } from './resend-key.ts';

/** Whether the page behind the link of a recovery may send another code, when, and how many are left today. */
interface AnotherCode {
  /** From when another one may be asked for. */
  readonly from: Date;
  /** How many are left of the three that an account has a day, whatever page asked for them (floor 8). */
  readonly left: number;
  /** Whether the last one replaced another. */
  readonly again: boolean;
}

/**
 * The state of another code: available a minute after the last one was written, while the account's codes of the day
 * last.
 */
export async function anotherCode({ throttles }: Pick<Deps, 'throttles'>, sent: ProvisionalKey): Promise<AnotherCode> {
  const { used, until } = await throttles.peek(rateLimits.accountCodes, sent.accountId, RECOVERY_CODES);
  // A look at the budget counts the use that was not made yet.
  const left = Math.max(0, rateLimits.accountCodes.limit - used + 1);
  const again = writtenAt(sent).getTime() - sent.createdAt.getTime() >= PATIENCE_S * 1000;
  return { from: left > 0 ? patienceOf(sent) : until, left, again };
}

const writtenAt = ({ smsAskedAt, createdAt }: ProvisionalKey): Date => smsAskedAt ?? createdAt;
const patienceOf = (sent: ProvisionalKey): Date => new Date(writtenAt(sent).getTime() + PATIENCE_S * 1000);

/**
 * «Enviar otro código», from the page that the link of the e-mail opens: another code is sent to the mobile on file and
 * replaces the last one, and the link stays valid. It costs one of the account's codes of the day, as every resend
 * does. Throws `link-spent`, `resend-early` (without a time where no mobile is on file any more), and `too-many-codes`
 * where the codes of the day or the messages to that mobile are spent; then the last code stays valid.
 */
export async function resendCode(deps: Deps, token: string, visitor: Visitor): Promise<void> {
  const asked = await recoveryOfLink(deps, token);
  if (asked?.kind !== 'code') throw new Refusal('link-spent');
  await assertMay(deps, asked);
  const code = smsCode(deps.chance(4));
  const keyHash = await deps.hasher.hash(code, { purpose: 'code:recovery', id: asked.accountId });
  await deps.atomically(async () => {
    // The codes of the day, then the account's row, in the order of the code that sends a recovery. Of two clicks the
    // second waits.
    const spent = await deps.throttles.consume(rateLimits.accountCodes, asked.accountId, RECOVERY_CODES);
    if (!spent.allowed) throw new Refusal('too-many-codes', { until: spent.until });
    const account = await deps.accounts.lock(asked.accountId);
    const sent = await recoveryOfLink(deps, token);
    const mobile = account && confirmedMobile(account);
    if (!sent || !account) throw new Refusal('link-spent');
    if (!mobile) throw new Refusal('resend-early');
    if (patienceOf(sent) > deps.now()) throw new Refusal('resend-early', { until: patienceOf(sent) });
    const notice: Notice = {
      kind: 'recovery-code',
      code: code.reveal(),
      minutes: LIFE.codeMinutes,
      host: codeHost(deps),
    };
    const sms = await deps.notifier.send(notice, { channel: 'sms', to: mobile }, account.id);
    const { state, until } = await deps.notifier.delivery(sms);
    if (state === 'withheld') throw new Refusal('too-many-codes', until ? { until } : {});
    await deps.provisionalKeys.replaceCode(sent.id, { keyHash, sms });
    const { id: accountId, subject } = account;
    await deps.audit.record({ act: 'recovery.sent', accountId, subject, visitor, details: { again: true } });
  });
}

async function assertMay(deps: Deps, sent: ProvisionalKey): Promise<void> {
  const { from, left } = await anotherCode(deps, sent);
  if (from <= deps.now()) return;
  throw left > 0 ? new Refusal('resend-early', { until: from }) : new Refusal('too-many-codes', { until: from });
}
