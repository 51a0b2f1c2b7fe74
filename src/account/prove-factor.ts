import type { Account } from '../domain/account.ts';
import { asPrintedCode } from '../domain/printed-code.ts';
import { Refusal } from '../domain/refusal.ts';
import { isFactor, isSettled, reachesLevel } from '../domain/second-factor.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Credential, CredentialOf } from '../ports/credentials.ts';
import type { Deps } from '../ports/deps.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { consumeTries } from './factor-tries.ts';
import { notifyAccount } from './notify-account.ts';
import { codeTyped, printedAmong } from './printed-codes.ts';
import { whoActed } from './who-acted.ts';

/** Whose factor is proved: an account's, or that of the representative who acts for it. */
export interface FactorHolder {
  readonly account: Account;
  readonly actor: string | undefined;
  /** A browser that the account knows, or a session of Mi cuenta: tries there count apart from a stranger's (floor 8). */
  readonly place?: string | undefined;
}

/** A factor that was proved. */
export interface FactorProof {
  readonly by: 'totp' | 'recovery-code';
  /** Whether this app, or a factor beside the printed code, reaches `urn:sence:clave:2fa` yet (rules, Second factor). */
  readonly reaches: boolean;
  /** Whether it is old enough to stand for its holder: an app, or a printed code beside a factor, of seven days. */
  readonly settled: boolean;
}

/** The credentials of a holder. */
export const credentialsOf = (
  { credentials }: Pick<Deps, 'credentials'>,
  { account, actor }: FactorHolder,
): Promise<readonly Credential[]> => credentials.of({ accountId: account.id, actor });

/**
 * Proves a second factor by six digits of an app or by a printed code. Its tries are counted by themselves and never
 * count against the key (`factor-tries.ts`); a right one is given back. Throws `factor-code-wrong` (also for a step or
 * code that was used before), and `factor-paused` with the instant.
 */
export async function proveFactor(
  deps: Deps,
  holder: FactorHolder,
  typed: string,
  visitor: Visitor,
): Promise<FactorProof> {
  const tries = await consumeTries(deps, holder, asPrintedCode(typed) ? 'printed' : 'digits', visitor);
  const all = await credentialsOf(deps, holder);
  const shown = await proved(deps, holder, all, typed, visitor).catch(async (error: unknown) => {
    // None was judged: a silent database or a full queue of hashes costs no try.
    if (error instanceof Unavailable) await tries.refund();
    throw error;
  });
  if (!shown) return refuse(deps, holder, visitor);
  await tries.refund();
  const factors = all.filter(isFactor);
  // A young factor could make new printed codes: a code is settled by its own age and that of a factor.
  const settled = isSettled(shown, deps.now()) && factors.some((one) => isSettled(one, deps.now()));
  // An app stands for itself, a printed code for the factors beside which it was made.
  const reaches =
    shown.kind === 'totp' ? reachesLevel(shown, deps.now()) : factors.some((one) => reachesLevel(one, deps.now()));
  return { by: shown.kind === 'totp' ? 'totp' : 'recovery-code', reaches, settled };
}

/** The credential that was shown, once it is used; undefined for a wrong code. */
async function proved(
  deps: Deps,
  holder: FactorHolder,
  all: readonly Credential[],
  typed: string,
  visitor: Visitor,
): Promise<CredentialOf<'totp' | 'recovery-code'> | undefined> {
  const code = asPrintedCode(typed);
  if (code) {
    const codes = printedAmong(all, 'recovery-code');
    const found = await codeTyped(deps, holder.account.id, codes, code);
    return found && (await spendCode(deps, holder, found, codes.length - 1, visitor)) ? found : undefined;
  }
  const totp = all.find((one) => one.kind === 'totp');
  const step = totp && deps.totp.stepOf(totp.content.secret, typed.replace(/\s/g, ''), totp.step);
  return totp && step !== undefined && (await deps.credentials.use(totp.id, step)) ? totp : undefined;
}

/** A code is removed in the transaction that tells its holder; of several uses one removes it (floor 11). */
function spendCode(deps: Deps, { account, actor }: FactorHolder, { id }: Credential, left: number, visitor: Visitor) {
  return deps.atomically(async () => {
    if ((await deps.credentials.remove(account.id, [id])) !== 1) return false;
    const { id: accountId, subject } = account;
    const details = { left, ...(actor ? { actor } : {}) };
    await deps.audit.record({ act: 'recovery-code.used', accountId, subject, visitor, details });
    const done = doneNow(deps, visitor, await whoActed(deps, account, actor));
    await notifyAccount(deps, account, async (to) => ({
      kind: 'recovery-code-used',
      ...done,
      codesLeft: left,
      link: await disavowLink(deps, account, to),
    }));
    return true;
  });
}

async function refuse(deps: Deps, { account, actor }: FactorHolder, visitor: Visitor): Promise<never> {
  const { id: accountId, subject } = account;
  await deps.audit.record({ act: 'factor.refused', accountId, subject, visitor, details: actor ? { actor } : {} });
  throw new Refusal('factor-code-wrong');
}
