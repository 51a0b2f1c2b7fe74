import type { Account } from '../domain/account.ts';
import { asPrintedCode, beginOf } from '../domain/printed-code.ts';
import { Refusal } from '../domain/refusal.ts';
import { isFactor, reachesLevel } from '../domain/second-factor.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Credential, CredentialOf } from '../ports/credentials.ts';
import type { Deps } from '../ports/deps.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { notifyAccount } from './notify-account.ts';
import { whoActed } from './who-acted.ts';

/** Whose factor is proved: an account's, or that of the representative who acts for it. */
export interface FactorHolder {
  readonly account: Account;
  readonly actor: string | undefined;
}

/** A factor that was proved. */
export interface FactorProof {
  readonly by: 'totp' | 'recovery-code';
  /** Whether it reaches `urn:sence:clave:2fa` yet (rules, Second factor). */
  readonly reaches: boolean;
}

/** The credentials of a holder. */
export const credentialsOf = (
  { credentials }: Pick<Deps, 'credentials'>,
  { account, actor }: FactorHolder,
): Promise<readonly Credential[]> => credentials.of({ accountId: account.id, actor });

/**
 * Proves a second factor by six digits of an app or by a printed code. Its tries are counted by themselves, five in
 * fifteen minutes and a hundred in thirty days, and never count against the key; a right one is given back. Throws
 * `factor-code-wrong` (also for a step or code that was used before), and `factor-paused` with the instant.
 */
export async function proveFactor(
  deps: Deps,
  holder: FactorHolder,
  typed: string,
  visitor: Visitor,
): Promise<FactorProof> {
  const counted = [holder.account.id, holder.actor ?? ''] as const;
  for (const limit of [rateLimits.factorTries, rateLimits.factorTriesMonthly]) {
    const { allowed, until } = await deps.throttles.consume(limit, ...counted);
    if (!allowed) throw new Refusal('factor-paused', { until });
  }
  const all = await credentialsOf(deps, holder);
  const by = await proved(deps, holder, all, typed, visitor);
  if (!by) return refuse(deps, holder, visitor);
  for (const limit of [rateLimits.factorTries, rateLimits.factorTriesMonthly])
    await deps.throttles.refund(limit, ...counted);
  return { by, reaches: all.some((one) => isFactor(one) && reachesLevel(one, deps.now())) };
}

async function proved(
  deps: Deps,
  holder: FactorHolder,
  all: readonly Credential[],
  typed: string,
  visitor: Visitor,
): Promise<FactorProof['by'] | undefined> {
  const code = asPrintedCode(typed);
  if (code) {
    const found = all.find((one) => one.kind === 'recovery-code' && one.content.begins === beginOf(code));
    const hash = (found as CredentialOf<'recovery-code'> | undefined)?.content.hash;
    const right = await deps.hasher.matches(hash, code, { purpose: 'printed', id: holder.account.id });
    const left = all.filter(({ kind }) => kind === 'recovery-code').length - 1;
    return found && right && (await spendCode(deps, holder, found, left, visitor)) ? 'recovery-code' : undefined;
  }
  const totp = all.find((one) => one.kind === 'totp');
  const step =
    totp && deps.totp.stepOf((totp as CredentialOf<'totp'>).content.secret, typed.replace(/\s/g, ''), totp.step);
  return step !== undefined && (await deps.credentials.use(totp?.id ?? '', step)) ? 'totp' : undefined;
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
