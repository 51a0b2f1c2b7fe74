import { hashReplacingOwn, replaceOwnKey } from '../../../account/change-key.ts';
import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import { type FactorShown, proveHeld } from '../../../account/prove-held.ts';
import { assertNotTheirs, type HashedKey } from '../../../account/save-key.ts';
import type { Account } from '../../../domain/account.ts';
import type { Secret } from '../../../domain/key.ts';
import { keyTooShortNow } from '../../../domain/key-length.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type FactorKind, isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Credential } from '../../../ports/credentials.ts';
import type { Deps } from '../../../ports/deps.ts';
import { lockUnchanged } from './lock-unchanged.ts';
import { assertFactorsMayChange } from './may-change.ts';
import { noteFactor } from './note-factor.ts';

/** A key that is chosen where `removalNeedsKey` says so, and the session (its uid) that continues after it. */
interface KeyBesides {
  readonly chosen?: Secret | undefined;
  readonly except?: string | undefined;
}

/** Whether the key is too short for what is left once this factor is removed, so that a new one is chosen with it (C1). */
export const removalNeedsKey = (
  { policy }: Pick<Deps, 'policy'>,
  account: Account,
  all: readonly Credential[],
  id: string,
): boolean =>
  keyTooShortNow(
    account,
    all.filter((one) => isFactor(one) && one.id !== id),
    policy,
  );

/**
 * Removes a factor, for a holder who proves one; with the last of them go the printed codes and the remembered browsers,
 * and a key of the shorter length is replaced in the same transaction (C1). Gives whether it was. Throws what `proveHeld`
 * and a change of key throw, `factor-rests`, `factor-missing` where it is gone, `key-stale` or what a stopped account throws
 * where the account changed meanwhile, and `key-missing` or `form-stale` where a key is needed or not, unlike what the page
 * said.
 */
export async function removeFactor(
  deps: Deps,
  holder: FactorHolder,
  id: string,
  shown: FactorShown,
  visitor: Visitor,
  { chosen, except }: KeyBesides = {},
): Promise<boolean> {
  await assertFactorsMayChange(deps, holder);
  const { account } = holder;
  if (chosen) assertNotTheirs(account, chosen);
  await proveHeld(deps, holder, shown, visitor);
  // After the proof: that the key is the current one is told to the holder alone.
  const own = { accountId: account.id, proved: account.keyHash, except, actor: holder.actor };
  const hashed = chosen && (await hashReplacingOwn(deps, own, chosen));
  return deps.atomically(async () => {
    const needsKey = await takeAway(deps, holder, id, visitor);
    if (needsKey) await replaceOwnKey(deps, own, needed(hashed), visitor);
    // Changed elsewhere meanwhile: a key that was typed is not left out without a word.
    else if (hashed) throw new Refusal('form-stale');
    return needsKey;
  });
}

/** Removes the factor, and with the last one what stands for it; gives whether the key is too short without it. */
async function takeAway(deps: Deps, holder: FactorHolder, id: string, visitor: Visitor): Promise<boolean> {
  const account = await lockUnchanged(deps, holder.account);
  const all = await credentialsOf(deps, holder);
  const factor = all.find((one) => one.id === id && isFactor(one));
  if (!factor) throw new Refusal('factor-missing');
  const isLast = all.filter(isFactor).length === 1;
  const ended = isLast ? all.filter(({ kind }) => kind !== 'backup-code') : [factor];
  await deps.credentials.remove(
    account.id,
    ended.map((one) => one.id),
  );
  await noteFactor(deps, { ...holder, account }, 'removed', factor.kind as FactorKind, visitor);
  return removalNeedsKey(deps, account, all, id);
}

function needed(hashed: HashedKey | undefined): HashedKey {
  if (!hashed) throw new Refusal('key-missing');
  return hashed;
}
