import { checkAccountCode, findAccountCode, provedLately, sendAccountCode } from '../../../account/account-code.ts';
import { isCodeUsable, LIFE } from '../../../account/provisional-life.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { AccountCode } from '../../../ports/account-codes.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Delivery } from '../../../ports/notifier.ts';

/** Who types the code: the account whose key was right, in one browser and one sign-in. */
export interface NewDevice {
  readonly account: Account;
  readonly browser: string;
  readonly uid: string;
}

const PURPOSE = 'new-device';
const MINUTE_MS = 60_000;
/** From here on the page says that no message has left (C14). */
const LATE_MS = 2 * MINUTE_MS;

/** A code is valid for one sign-in, and for the key and the mailbox that the account had when it was sent. */
function codeOf({ account, browser, uid }: NewDevice) {
  const place = [browser, uid, account.keyChangedAt.getTime(), account.confirmed.email?.getTime() ?? ''];
  return { account, purpose: PURPOSE, contact: 'email', browser: place.join(' ') } as const;
}

/** Sends the code after a right key, unless one that was sent in this sign-in still serves. Throws `too-many-codes`. */
export async function sendFirstCode(deps: Deps, of: NewDevice, visitor: Visitor): Promise<void> {
  const code = await newDeviceCode(deps, of);
  if (code?.waits || code?.usable) return;
  await send(deps, of, visitor);
}

/**
 * Sends another one, which replaces the first; nothing while one waits to leave. Throws `resend-early` within a minute
 * after the last one, and `too-many-codes`.
 */
export async function sendAnotherCode(deps: Deps, of: NewDevice, visitor: Visitor): Promise<void> {
  const code = await newDeviceCode(deps, of);
  if (code?.waits || (await send(deps, of, visitor))) return;
  const until = new Date((code?.createdAt ?? deps.now()).getTime() + MINUTE_MS);
  throw new Refusal('resend-early', { until });
}

function send(deps: Deps, of: NewDevice, visitor: Visitor): Promise<string | undefined> {
  const { id: accountId, subject } = of.account;
  const details = { by: PURPOSE, to: 'email' };
  const also = () => deps.audit.record({ act: 'login.mailed', accountId, subject, visitor, details });
  return sendAccountCode(deps, codeOf(of), { asked: 'key', also });
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

/**
 * Checks the typed code: five tries, ten minutes from dispatch. Gives what uses it up, for the transaction in which the
 * sign-in ends: it returns `false` where another click of the same page did. Throws `contact-code-wrong`,
 * `contact-code-spent`, `too-many-codes`.
 */
export async function checkNewDeviceCode(
  deps: Deps,
  of: NewDevice,
  typed: string,
  visitor: Visitor,
): Promise<() => Promise<boolean>> {
  if (await provedLately(deps, codeOf(of))) return async () => false;
  const id = await checkAccountCode(deps, codeOf(of), typed).catch(unlessProved(deps, of));
  return id === undefined ? async () => false : () => useUp(deps, of, id, visitor);
}

/** Undefined where another click of the same page has just proved the code; any other refusal is thrown on. */
const unlessProved = (deps: Deps, of: NewDevice) => async (error: unknown) => {
  if (!(error instanceof Refusal) || !(await provedLately(deps, codeOf(of)))) throw error;
  return undefined;
};

/** A code that was read costs its owner nothing: it gives back its place among the three of the day. */
async function useUp(deps: Deps, of: NewDevice, code: string, visitor: Visitor): Promise<boolean> {
  const { id: accountId, subject } = of.account;
  if (!(await deps.accountCodes.prove(code))) {
    if (await provedLately(deps, codeOf(of))) return false;
    throw new Refusal('contact-code-spent');
  }
  const details = { by: PURPOSE, contact: 'email' };
  await deps.audit.record({ act: 'login.contact-read', accountId, subject, visitor, details });
  await deps.throttles.refund(rateLimits.accountCodes, accountId, PURPOSE);
  return true;
}
