import { credentialsOf } from '../../../account/prove-factor.ts';
import { type BrowserTokens, useRemembered } from '../../../account/remembered-browsers.ts';
import type { Account } from '../../../domain/account.ts';
import { keyTooShortNow } from '../../../domain/key-length.ts';
import { type FurtherProof, nextProof, type ProofsSoFar } from '../../../domain/next-proof.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Deps } from '../../../ports/deps.ts';

/** Who signs in, and what was proved so far. */
interface SigningIn extends Pick<ProofsSoFar, 'known' | 'given'> {
  readonly account: Account;
  /** Subject of the representative who acts for a company. */
  readonly actor?: string | undefined;
}

/** What a sign-in still asks, by the factors that the holder has now, and by what the browser presents (`nextProof`). */
export async function proofNeeded(
  deps: Pick<Deps, 'credentials' | 'policy'>,
  { account, actor, known, given }: SigningIn,
  tokens: BrowserTokens,
): Promise<FurtherProof | undefined> {
  const { policy } = deps;
  const held = account.alone ? [] : await credentialsOf(deps, { account, actor });
  const factors = held.filter(isFactor).map(({ kind }) => kind);
  const asks = factors.length > 0 && !given.includes('second-factor');
  const remembered = asks && (await useRemembered(deps, { account, actor }, tokens));
  const keyTooShort = keyTooShortNow(account, factors, policy);
  return nextProof({ policy, known, factors, remembered, keyTooShort, given });
}

/**
 * Checks at the end of a sign-in, under the lock of the account, that what was proved still holds and is all that is
 * needed: the key may have been changed, the account stopped, or a factor enrolled since. The lock checks the rows of the
 * factors too: one that was deleted by another hand after the key was proved shuts the account (floor 15). Throws
 * `proof-lapsed`. Gives the account as it was locked. Part of the caller's transaction.
 */
export async function assertComplete(
  deps: Pick<Deps, 'accounts' | 'credentials' | 'policy'>,
  proved: SigningIn,
  tokens: BrowserTokens,
): Promise<Account> {
  const account = await deps.accounts.lock(proved.account.id);
  const same = account?.state === 'activa' && account.keyChangedAt.getTime() === proved.account.keyChangedAt.getTime();
  if (!same || (await proofNeeded(deps, { ...proved, account }, tokens))) throw new Refusal('proof-lapsed');
  return account;
}
