import type { Account } from '../domain/account.ts';
import { type FactorKind, isFactor, isSettled } from '../domain/second-factor.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Credential } from '../ports/credentials.ts';
import type { Deps } from '../ports/deps.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { notifyAccount } from './notify-account.ts';

/** The dependencies for ending second factors. */
export type FactorNeeds = Pick<Deps, 'credentials' | 'audit' | 'notifier' | 'links' | 'issuer' | 'now'>;

/** Which factors end, and who is told: those of the last seven days, or all; `untold` where no account is left to tell. */
export type FactorsEnd = { readonly which: 'young' | 'all'; readonly visitor: Visitor } | 'untold';

/**
 * Ends second factors of an account, of all its representatives, with the printed codes and browsers that stand for
 * them; part of the caller's transaction, which has locked the account. A factor of more than seven days outlasts a
 * recovery (rules, Second factor).
 */
export async function endFactors(deps: FactorNeeds, account: Account, how: FactorsEnd): Promise<void> {
  const all = await deps.credentials.ofAccount(account.id);
  const ended = how === 'untold' || how.which === 'all' ? all : young(all, deps.now());
  if (ended.length === 0) return;
  await deps.credentials.remove(
    account.id,
    ended.map(({ id }) => id),
  );
  if (how !== 'untold') for (const one of ended.filter(isFactor)) await tell(deps, account, one, how.visitor);
}

/** Young factors, and what stands for a holder's factors where none of them is older. */
function young(all: readonly Credential[], now: Date): readonly Credential[] {
  const isYoung = (one: Credential): boolean => isFactor(one) && !isSettled(one, now);
  const keeps = (actor: string | undefined): boolean =>
    all.some((one) => one.actor === actor && isFactor(one) && !isYoung(one));
  return all.filter((one) => isYoung(one) || (!isFactor(one) && one.kind !== 'backup-code' && !keeps(one.actor)));
}

async function tell(deps: FactorNeeds, account: Account, { kind, actor }: Credential, visitor: Visitor): Promise<void> {
  const { id: accountId, subject } = account;
  const factor = kind as FactorKind;
  const details = { factor, by: 'recovery', ...(actor ? { actor } : {}) };
  await deps.audit.record({ act: 'factor.removed', accountId, subject, visitor, details });
  const done = doneNow(deps, visitor);
  await notifyAccount(deps, account, async (to) => ({
    kind: 'factor-removed',
    ...done,
    factor,
    link: await disavowLink(deps, account, to),
  }));
}
