import { credentialsOf } from '../../../account/prove-factor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type FactorKind, isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Credential, CredentialContents } from '../../../ports/credentials.ts';
import type { Deps } from '../../../ports/deps.ts';
import { freshCodes, type PrintedCodes } from './fresh-codes.ts';
import { lockUnchanged } from './lock-unchanged.ts';
import { assertFactorsMayChange } from './may-change.ts';
import { noteFactor } from './note-factor.ts';
import { type Enrolled, type Enrolling, holderOf } from './prove-enrolment.ts';

/** A factor to add, with the step or counter that its enrolment used. */
type AddedFactor = {
  readonly [Kind in FactorKind]: {
    readonly kind: Kind;
    readonly content: CredentialContents[Kind];
    readonly label: string;
    readonly step: number;
    readonly finds?: string;
    /** Runs under the lock of the account, with its holder's credentials; throws where the holder may not have it. */
    readonly before: (all: readonly Credential[]) => void | Promise<void>;
  };
}[FactorKind];

/**
 * Stores a factor whose holder was proved, in one transaction with its notices; gives ten printed codes with the first
 * one, none with a further one. Throws `account-frozen` or `key-stale` where the account changed meanwhile,
 * `factor-needed` or `factor-missing` where its factors did, and what `before` throws.
 */
export async function addFactor(
  deps: Deps,
  who: Enrolling,
  { first, cardAt }: Enrolled,
  { before, ...added }: AddedFactor,
  visitor: Visitor,
): Promise<PrintedCodes> {
  const holder = holderOf(who);
  const codes = first ? await freshCodes(deps, holder) : { printed: [], rows: [] };
  const id = crypto.randomUUID();
  await deps.atomically(async () => {
    const account = await lockUnchanged(deps, who.account);
    const all = await credentialsOf(deps, holder);
    await before(all);
    await assertFactorsMayChange(deps, holder);
    if (all.some(isFactor) === first) throw new Refusal(first ? 'factor-needed' : 'factor-missing');
    // One that was remembered while the last factor was removed would stand for this one, which was never proved there.
    if (first)
      await deps.credentials.remove(
        account.id,
        all.filter(({ kind }) => kind === 'device').map(({ id }) => id),
      );
    const owner = { accountId: account.id, actor: holder.actor };
    await deps.credentials.add([{ id, ...owner, ...added, cardAt, expiresAt: undefined }, ...codes.rows]);
    await noteFactor(deps, { ...holder, account }, 'added', added.kind, visitor);
  });
  return codes.printed;
}
