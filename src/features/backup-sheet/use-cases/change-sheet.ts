import { disavowLink } from '../../../account/disavow-link.ts';
import { hasCard } from '../../../account/dispute-pending-change.ts';
import { doneNow } from '../../../account/done-now.ts';
import { noteSheetEnded } from '../../../account/note-sheet-ended.ts';
import { type NoticeFor, notifyAccount } from '../../../account/notify-account.ts';
import { notifyReplaced } from '../../../account/notify-replaced.ts';
import { printCodes, printedAmong } from '../../../account/printed-codes.ts';
import { credentialsOf, type FactorHolder } from '../../../account/prove-factor.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { stoppedNow } from '../../../account/stopped-now.ts';
import { whoActed } from '../../../account/who-acted.ts';
import { instantOf } from '../../../domain/instant.ts';
import { BACKUP_CODES } from '../../../domain/printed-code.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { settlesAt } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertSheetMayChange, type ContactCode, proveSheetHolder } from './prove-holder.ts';

/**
 * Makes the sheet of a holder who proved key and factor, or else gives a `code` from a contact: two printed codes, in
 * place of all earlier ones. Every contact is told. Throws what `proveSheetHolder` throws, `document-at-desk` for a NIE,
 * whose holder has no card to show with a code, and `account-frozen`, `key-stale` or `factor-unproved` where the account
 * changed meanwhile.
 */
export async function makeSheet(
  deps: Deps,
  holder: ProvedHolder,
  code: ContactCode | undefined,
  visitor: Visitor,
): Promise<readonly string[]> {
  if (!hasCard(holder.account)) throw new Refusal('document-at-desk');
  await proveSheetHolder(deps, holder, code);
  const { printed, rows } = await printCodes(deps, holder, { kind: 'backup-code', count: BACKUP_CODES });
  await deps.atomically(async () => {
    await endSheet(deps, holder);
    await deps.credentials.add(rows);
    await noteMade(deps, holder, visitor);
  });
  return printed;
}

/** Removes the sheet, by the same proof. Throws `backup-sheet-missing`, and what `makeSheet` throws of the proof. */
export async function removeSheet(
  deps: Deps,
  holder: ProvedHolder,
  code: ContactCode | undefined,
  visitor: Visitor,
): Promise<void> {
  await proveSheetHolder(deps, holder, code);
  await deps.atomically(async () => {
    if ((await endSheet(deps, holder)) === 0) throw new Refusal('backup-sheet-missing');
    await noteSheetEnded(deps, holder.account, { actor: holder.actor, by: 'account' }, visitor);
  });
}

/** Ends the codes that the holder has, under the lock of the account as it was proved; how many there were. */
async function endSheet(deps: Deps, holder: ProvedHolder): Promise<number> {
  const { id } = holder.account;
  const account = await deps.accounts.lock(id);
  if (account?.state !== 'activa') throw await stoppedNow(deps, account);
  await assertProved(deps, holder, { account, actor: holder.actor });
  await assertSheetMayChange(deps, { account });
  const before = printedAmong(await credentialsOf(deps, holder), 'backup-code');
  if (before.length === 0) return 0;
  return deps.credentials.remove(
    id,
    before.map((one) => one.id),
  );
}

async function noteMade(deps: Deps, { account, actor }: FactorHolder, visitor: Visitor): Promise<void> {
  const { id: accountId, subject } = account;
  const details = { count: BACKUP_CODES, ...(actor ? { actor } : {}) };
  await deps.audit.record({ act: 'backup-sheet.made', accountId, subject, visitor, details });
  const made = {
    kind: 'backup-sheet-made',
    ...doneNow(deps, visitor, await whoActed(deps, account, actor)),
    from: instantOf(settlesAt({ createdAt: deps.now() })),
  } as const;
  const notice: NoticeFor = async (to) => ({ ...made, link: await disavowLink(deps, account, to) });
  await notifyReplaced(deps, account, notice);
  await notifyAccount(deps, account, notice);
}
