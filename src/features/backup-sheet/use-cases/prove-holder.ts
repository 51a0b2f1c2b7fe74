import { type CodeOf, proveAccountCode } from '../../../account/account-code.ts';
import { restsUntil } from '../../../account/mailbox-rest.ts';
import type { FactorHolder } from '../../../account/prove-factor.ts';
import type { ProvedHolder } from '../../../account/proved-holder.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';

/** A code that was sent to a confirmed contact: what a holder without a second factor gives beside the key. */
export interface ContactCode extends Pick<CodeOf, 'contact' | 'browser'> {
  readonly typed: string;
}

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
 * factor. Who proved a second factor gives no code. Throws `factor-contact-needed`, and what `assertSheetMayChange` and
 * `proveAccountCode` throw.
 */
export async function proveSheetHolder(
  deps: Deps,
  { account, factor }: ProvedHolder,
  code: ContactCode | undefined,
): Promise<void> {
  await assertSheetMayChange(deps, { account });
  if (factor !== 'none') return;
  if (!code) throw new Refusal('factor-contact-needed');
  const { contact, browser, typed } = code;
  await proveAccountCode(deps, { account, purpose: 'backup-sheet', contact, browser }, typed);
}
