import { type CodeOf, proveAccountCode } from '../../../account/account-code.ts';
import { restsUntil } from '../../../account/mailbox-rest.ts';
import { credentialsOf, type FactorHolder, proveFactor } from '../../../account/prove-factor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** What a holder shows beside the key: a code of the second factor, or one that was sent to a confirmed contact. */
export interface SheetProof extends Pick<CodeOf, 'contact' | 'browser'> {
  readonly typed: string;
}

/** Whether the holder has a second factor, which is then asked; without one a code goes to a confirmed contact. */
export const hasFactor = async (deps: Pick<Deps, 'credentials'>, holder: FactorHolder): Promise<boolean> =>
  (await credentialsOf(deps, holder)).some(isFactor);

/**
 * Throws `backup-sheet-rests` for some days after a link in the mailbox replaced captcha and question, and
 * `backup-sheet-contested` while another person's card disputes the identity.
 */
export async function assertSheetMayChange(
  deps: Pick<Deps, 'audit' | 'pendingChangeHours' | 'now'>,
  { account }: Pick<FactorHolder, 'account'>,
): Promise<void> {
  if (account.contest) throw new Refusal('backup-sheet-contested');
  const until = await restsUntil(deps, account.id);
  if (until) throw new Refusal('backup-sheet-rests', { until });
}

/**
 * Proves that a holder who gave the key may make or remove a sheet: the key alone never does, as at the enrolment of a
 * factor. Throws what `assertSheetMayChange`, `proveFactor` and `proveAccountCode` throw.
 */
export async function proveSheetHolder(
  deps: Deps,
  holder: FactorHolder,
  { typed, contact, browser }: SheetProof,
  visitor: Visitor,
): Promise<void> {
  await assertSheetMayChange(deps, holder);
  if (await hasFactor(deps, holder)) await proveFactor(deps, holder, typed, visitor);
  else await proveAccountCode(deps, { account: holder.account, purpose: 'backup-sheet', contact, browser }, typed);
}
