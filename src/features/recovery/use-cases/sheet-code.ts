import { codeTyped, printedAmong } from '../../../account/printed-codes.ts';
import { type Account, NO_ACCOUNT } from '../../../domain/account.ts';
import type { Secret } from '../../../domain/key.ts';
import { turnTo } from '../../../domain/recovery-pages.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isSettled, settlesAt } from '../../../domain/second-factor.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import { consumeAll, firstToRunOut } from '../../../ports/consume-all.ts';
import type { CredentialOf } from '../../../ports/credentials.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { Unavailable } from '../../../ports/unavailable.ts';
import { withCard } from './contest-recovery.ts';
import { type RecoveryOf, recoverySteps } from './recovery-flow.ts';

type SheetCode = CredentialOf<'backup-code'>;

/** «Tengo una hoja de respaldo», after the card: the next page asks for a code of it, for every identifier (C3). */
export async function askForSheet(deps: Deps, of: RecoveryOf, step: 'email' | 'contacts'): Promise<void> {
  await recoverySteps(deps).advance(of, step, (latest) => turnTo(latest, { sheet: 'asked' }));
}

/** Continues without the sheet, where the recovery was before. */
export async function leaveSheet(deps: Deps, of: RecoveryOf): Promise<void> {
  await recoverySteps(deps).advance(of, 'sheet', (latest) => turnTo(latest, { sheet: undefined }));
}

/**
 * A printed code beside the card. It is compared at the cost of one hash for every identifier, with or without an
 * account or a sheet, and its tries count by themselves (floors 2 and 8). A right one is spent only by the key that is
 * chosen next. Throws `backup-code-wrong`, `backup-code-paused`, `card-over`, and what `assertServes` throws.
 */
export async function showSheetCode(deps: Deps, of: RecoveryOf, typed: Secret, visitor: Visitor): Promise<void> {
  const { recovery } = await withCard(deps, of, 'sheet');
  const account = await deps.accounts.find(recovery.accountId ?? NO_ACCOUNT);
  const tries = await consumeTries(deps, recovery);
  const found = await sheetOf(deps, account, recovery)
    .then((codes) => codeTyped(deps, account?.id ?? NO_ACCOUNT, codes, typed))
    .catch(async (error: unknown) => {
      // None was judged: a silent database or a full queue of hashes costs no try.
      if (error instanceof Unavailable) await tries.refund();
      throw error;
    });
  if (!account || !found) {
    const { id: accountId, subject } = account ?? {};
    await deps.audit.record({ act: 'backup-code.refused', accountId, subject, visitor });
    throw new Refusal('backup-code-wrong', { left: tries.left });
  }
  await tries.refund();
  assertServes(deps, account, found);
  await recoverySteps(deps).advance(of, 'sheet', (latest) => ({ ...latest, sheet: 'right', sheetCode: found.id }));
}

/** The codes of the person whose card was shown: the account's, or of a company those of its representative. */
export async function sheetOf(
  deps: Pick<Deps, 'credentials' | 'companies'>,
  account: Account | undefined,
  { representative }: Pick<StoredRecovery, 'representative'>,
): Promise<readonly SheetCode[]> {
  const accountId = account?.id ?? NO_ACCOUNT;
  const actor =
    representative && ((await deps.companies.findActor(accountId, { run: representative }))?.subject ?? NO_ACCOUNT);
  return printedAmong(await deps.credentials.of({ accountId, actor }), 'backup-code');
}

/**
 * A sheet younger than seven days shortens no waiting period, as a young factor: an attacker with key and mailbox for an
 * hour prints none that opens the account before its holder reads the notice (floor 5). A stopped account is not
 * opened by it, unless it was stopped for a theft: then the card is a new one. Throws `backup-sheet-young` and
 * `backup-sheet-stopped`.
 */
export function assertServes(
  { now }: Pick<Deps, 'now'>,
  { state, stolenAt, contest }: Account,
  code: Pick<SheetCode, 'createdAt'>,
): void {
  const open = state === 'activa' || (state === 'congelada' && stolenAt !== undefined);
  if (!open || contest) throw new Refusal('backup-sheet-stopped');
  if (!isSettled(code, now())) throw new Refusal('backup-sheet-young', { until: settlesAt(code) });
}

/** Counts a try before it is judged; `left` is how many remain. Throws `backup-code-paused`. */
async function consumeTries({ throttles }: Pick<Deps, 'throttles'>, recovery: StoredRecovery) {
  const { profile, identifier, representative } = recovery;
  const by = [`${profile}:${identifier}`, representative ?? ''];
  const { backupCodes, backupCodesMonthly } = rateLimits;
  const tries = await consumeAll(throttles, [
    { rateLimit: backupCodes, by },
    { rateLimit: backupCodesMonthly, by },
  ]);
  if (tries.spent) throw new Refusal('backup-code-paused', { until: tries.spent.until });
  return { ...tries, left: firstToRunOut(tries.counted)?.left ?? 0 };
}
