import { Refusal } from '../domain/refusal.ts';
import { type FactorAgain, isFactor, isSettled } from '../domain/second-factor.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { credentialsOf, type FactorHolder } from './prove-factor.ts';
import { type FactorShown, proveHeld } from './prove-held.ts';

declare const made: unique symbol;

/**
 * A holder who proved the key again, and the second factor where they have one. Only the functions of this file make
 * one; an act that asks for both takes it in place of the account, so that no page can leave the proof out.
 */
export interface ProvedHolder extends FactorHolder {
  readonly factor: FactorAgain;
  readonly [made]: true;
}

const provedHolder = (holder: FactorHolder, factor: FactorAgain): ProvedHolder =>
  ({ ...holder, factor }) as ProvedHolder;

/** Whether a holder has a second factor. */
export const hasFactor = async (deps: Pick<Deps, 'credentials'>, holder: FactorHolder): Promise<boolean> =>
  (await credentialsOf(deps, holder)).some(isFactor);

/**
 * Proves the factor of a holder whose key was proved just now; one without a factor needs to show none. Throws
 * `factor-code-missing` where nothing was shown, and what `proveHeld` throws.
 */
export async function proveHolder(
  deps: Deps,
  holder: FactorHolder,
  shown: FactorShown | undefined,
  visitor: Visitor,
): Promise<ProvedHolder> {
  if (!(await hasFactor(deps, holder))) return provedHolder(holder, 'none');
  if (shown === undefined) throw new Refusal('factor-code-missing');
  const { settled } = await proveHeld(deps, holder, shown, visitor);
  return provedHolder(holder, settled ? 'settled' : 'young');
}

/** The same, of a journey whose sealed row keeps what was proved in it. */
export const provedInJourney = (holder: FactorHolder, factor: FactorAgain): ProvedHolder =>
  provedHolder(holder, factor);

/**
 * Checks that what was proved earlier in a journey can be a factor that its holder has now: it may have been removed or
 * lost since, or a first one enrolled. Throws `factor-unproved`.
 */
export async function assertStillHeld(deps: Pick<Deps, 'credentials' | 'now'>, proved: ProvedHolder): Promise<void> {
  const { factor } = proved;
  const factors = (await credentialsOf(deps, proved)).filter(isFactor);
  const stands =
    factor === 'none' ? factors.length === 0 : factors.some((one) => factor === 'young' || isSettled(one, deps.now()));
  if (!stands) throw new Refusal('factor-unproved');
}

/**
 * Checks that it is this holder who was proved, with the factor that they have now: one may have been enrolled since.
 * Part of a transaction that has locked the account's row. Throws `factor-unproved`, and `key-stale` where the key was
 * changed since.
 */
export async function assertProved(
  deps: Pick<Deps, 'credentials'>,
  proved: ProvedHolder | undefined,
  holder: FactorHolder,
): Promise<void> {
  if (!proved) throw new Refusal('factor-unproved');
  if (proved.account.keyChangedAt.getTime() !== holder.account.keyChangedAt.getTime()) throw new Refusal('key-stale');
  const same = proved.account.id === holder.account.id && proved.actor === holder.actor;
  if (same && (proved.factor !== 'none' || !(await hasFactor(deps, holder)))) return;
  throw new Refusal('factor-unproved');
}
