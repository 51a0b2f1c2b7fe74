import { openCase } from '../../../account/open-case.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { tellPerson } from '../../../account/tell-of-case.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredFile } from '../../../ports/files.ts';
import { answerWithCopy } from '../../cases/use-cases/own-case.ts';

const kind = 'copia-migrante';

/**
 * Where the review of a migrant's copy is: nothing was sent yet, or the last case ended; the desk asked for another
 * copy; or the desk has it.
 */
export type CopyWay =
  | { readonly way: 'ask'; readonly last: DeskCase | undefined }
  | { readonly way: 'observed' | 'case'; readonly one: DeskCase };

/** Whether a copy of the document raises the identity: of a migrant who only declared it. */
export const mayBeReviewed = ({ profile, identidad }: Pick<Account, 'profile' | 'identidad'>): boolean =>
  profile === 'migrante' && identidad === 'declarada';

/** How far the review is. */
export async function copyWay({ cases }: Pick<Deps, 'cases'>, { id }: Pick<Account, 'id'>): Promise<CopyWay> {
  const one = await cases.openOf(id, kind);
  if (one && !one.decision) return { way: one.state === 'espera-persona' ? 'observed' : 'case', one };
  return { way: 'ask', last: one ?? (await cases.list(id)).find((earlier) => earlier.kind === kind) };
}

/**
 * A migrant who has proved key and factor again sends a copy of the document: it opens the case, or answers what the desk
 * asked there. A second click changes nothing. Throws `form-stale` where nothing is left to review, `file-missing` where
 * the file is over, `too-many-contests`, `case-refused`, and what `assertProved` throws.
 */
export async function sendCopy(
  deps: Deps,
  proved: ProvedHolder,
  { id: file, sha256 }: StoredFile,
  visitor: Visitor,
): Promise<void> {
  const { account } = proved;
  const copy = { file, sha256 };
  const found = await copyWay(deps, account);
  if (found.way === 'observed')
    return deps.atomically(async () => {
      await assertSends(deps, proved);
      await hold(deps, file);
      await answerWithCopy(deps, { folio: found.one.folio, account: account.id }, copy);
      if (found.one.copy) await deps.files.release(found.one.copy.file);
    });
  const before = () => assertSends(deps, proved);
  const after = async (folio: string) => {
    await hold(deps, file);
    await tell(deps, account, folio, visitor);
  };
  await openCase(deps, { kind, openedBy: 'person', holder: { account }, copy, before, after }, visitor);
}

/** Under the lock of the account, whose state may have changed since its page was shown. */
async function assertSends(deps: Deps, proved: ProvedHolder): Promise<void> {
  const account = await deps.accounts.lock(proved.account.id);
  if (account?.state !== 'activa' || account.contest || !mayBeReviewed(account)) throw new Refusal('form-stale');
  await assertProved(deps, proved, { account, actor: proved.actor });
}

async function hold({ files }: Pick<Deps, 'files'>, file: string): Promise<void> {
  if (!(await files.keep(file))) throw new Refusal('file-missing');
}

async function tell(deps: Deps, { id, subject }: Account, folio: string, visitor: Visitor): Promise<void> {
  const details = { by: 'person', folio, kind, step: 'open' };
  await deps.audit.record({ act: 'case.changed', accountId: id, subject, visitor, details });
  const opened = await deps.cases.findByFolio(folio);
  if (opened) await tellPerson(deps, opened, 'received');
}
