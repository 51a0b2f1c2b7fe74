import { checkAccountCode, provedLately, refundAccountCode, sendAccountCode } from '../../../account/account-code.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { codeOf, MINUTE_MS, type NewDevice, newDeviceCode, PURPOSE } from './new-device-state.ts';

/** Sends the code after a right key, unless one that was sent in this sign-in still serves. Throws `too-many-codes`. */
export function sendFirstCode(deps: Deps, of: NewDevice, visitor: Visitor): Promise<void> {
  return inTurn(deps, of, async () => {
    const code = await newDeviceCode(deps, of);
    if (!code?.waits && !code?.usable) await send(deps, of, visitor);
  });
}

/**
 * Sends another one, which replaces the first; nothing while one waits to leave. Throws `resend-early` within a minute
 * after the last one, and `too-many-codes`.
 */
export function sendAnotherCode(deps: Deps, of: NewDevice, visitor: Visitor): Promise<void> {
  return inTurn(deps, of, async () => {
    const code = await newDeviceCode(deps, of);
    if (code?.waits || (await send(deps, of, visitor))) return;
    const until = new Date((code?.createdAt ?? deps.now()).getTime() + MINUTE_MS);
    throw new Refusal('resend-early', { until });
  });
}

/** Two clicks at once send one code: the second finds that of the first. */
async function inTurn(
  { throttles }: Pick<Deps, 'throttles'>,
  { account: { id } }: NewDevice,
  act: () => Promise<void>,
): Promise<void> {
  const end = await throttles.turn(PURPOSE, id);
  await act().finally(end);
}

function send(deps: Deps, of: NewDevice, visitor: Visitor): Promise<string | undefined> {
  const { id: accountId, subject } = of.account;
  const details = { by: PURPOSE, to: 'email' };
  const also = () => deps.audit.record({ act: 'login.mailed', accountId, subject, visitor, details });
  return sendAccountCode(deps, codeOf(of), { asked: 'key', also });
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
  await refundAccountCode(deps, codeOf(of));
  return true;
}
