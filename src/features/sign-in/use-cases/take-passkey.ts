import { around } from '../../../account/network-room.ts';
import { identifyByPasskey, type PasskeyAnswer, type PasskeySignIn } from '../../../account/prove-passkey.ts';
import { Refusal, type RefusalCode } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import { consumeEach, peekEach } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';

/** What counts as a failure of the network; all else happens to users with a passkey of their own. */
const FAILURES: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['passkey-wrong', 'passkey-unknown']);

interface PasskeyAttempt {
  readonly answer: PasskeyAnswer;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
  readonly visitor: Visitor;
}

/**
 * Takes the passkey of a user who signs in by it alone. A network whose passkeys failed too often in an hour is refused
 * before one is verified, but for devices that the account knows; nothing of this counts against a key. Throws
 * `too-many-tries` and what `identifyByPasskey` throws.
 */
export async function takePasskey(deps: Deps, { answer, device, visitor }: PasskeyAttempt): Promise<PasskeySignIn> {
  const limits = around(rateLimits.passkeyFailures, visitor.network, 'hard');
  const spent = (await peekEach(deps.throttles, limits)).find(({ allowed }) => !allowed);
  if (spent && !(await isKnownDevice(deps, answer, device)))
    throw new Refusal('too-many-tries', { until: spent.until });
  try {
    return await identifyByPasskey(deps, answer, visitor);
  } catch (error) {
    if (error instanceof Refusal && FAILURES.has(error.code)) await consumeEach(deps.throttles, limits);
    throw error;
  }
}

/** Whether the account whose passkey is presented knows the device. */
async function isKnownDevice(deps: Deps, { answer }: PasskeyAnswer, device: string | undefined): Promise<boolean> {
  const shown = deps.passkeys.shown(answer);
  const passkey = shown && (await deps.credentials.foundBy('passkey', shown.credentialId));
  const account = passkey && (await deps.accounts.find(passkey.accountId));
  return account !== undefined && deps.devices.recognise(device, account) !== undefined;
}
