import { findAccountCode } from '../../../account/account-code.ts';
import { isCodeUsable, LIFE } from '../../../account/provisional-life.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { AccountCode } from '../../../ports/account-codes.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Delivery } from '../../../ports/notifier.ts';

/** Who types the code: the account whose key was right, in one browser and one sign-in. */
export interface NewDevice {
  readonly account: Account;
  readonly browser: string;
  readonly uid: string;
}

export const PURPOSE = 'new-device';
export const MINUTE_MS = 60_000;
/** From here on the page says that no message has left (C14). */
const LATE_MS = 2 * MINUTE_MS;

/** A code is valid for one sign-in, and for the key and the mailbox that the account had when it was sent. */
export function codeOf({ account, browser, uid }: NewDevice) {
  const place = [browser, uid, account.keyChangedAt.getTime(), account.confirmed.email?.getTime() ?? ''];
  return { account, purpose: PURPOSE, contact: 'email', browser: place.join(' ') } as const;
}

/** A code, and how its message fares: `late` once it has not left after two minutes. */
export interface SentCode extends AccountCode {
  readonly state: Exclude<Delivery, 'delayed'> | 'late';
  /** Whether its message has not left yet and still may. */
  readonly waits: boolean;
  /** Whether it can be typed: ten minutes from dispatch. */
  readonly usable: boolean;
  /** Until when a message was withheld. */
  readonly until?: Date | undefined;
}

/** The code of this sign-in, if one was asked for. */
export async function newDeviceCode(deps: Deps, of: NewDevice): Promise<SentCode | undefined> {
  const code = await findAccountCode(deps, codeOf(of));
  if (!code) return undefined;
  const { state, until } = await deps.notifier.delivery(code.message);
  const waits = state === 'queued' || state === 'delayed';
  const late = deps.now().getTime() - code.createdAt.getTime() >= LATE_MS;
  const usable = !code.provedAt && isCodeUsable({ kind: 'code', smsAt: code.sentAt }, deps.now());
  return { ...code, state: waits ? (late ? 'late' : 'queued') : state, waits, usable, until };
}

/**
 * Throws `proof-lapsed` ten minutes after the key was proved or, where that is later, after the code left. While no
 * message has left the place is kept for as long as the sign-in is open.
 */
export function assertInTime({ now }: Pick<Deps, 'now'>, at: number, code: SentCode | undefined): SentCode {
  if (!code) throw new Refusal('proof-lapsed');
  const from = Math.max(at, code.sentAt?.getTime() ?? 0);
  if (code.sentAt && now().getTime() >= from + LIFE.codeMinutes * MINUTE_MS) throw new Refusal('proof-lapsed');
  return code;
}
