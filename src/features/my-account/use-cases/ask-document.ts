import { openCase } from '../../../account/open-case.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { tellPerson } from '../../../account/tell-of-case.ts';
import { type Account, hasNie } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange } from '../../../ports/pending-changes.ts';

const kind = 'documento-migrante';

/**
 * Where the proof of an identity by a document is: nothing was asked yet, or the last case ended; a case waits for a
 * counter or the desk; or two people decided, and the waiting period runs.
 */
export type DocumentWay =
  | { readonly way: 'ask'; readonly last: DeskCase | undefined }
  | { readonly way: 'case'; readonly one: DeskCase }
  | { readonly way: 'waiting'; readonly hold: PendingChange };

/** Whether an identity is proved by a document at a counter: a NIE has no card to compare on a page. */
export const provesAtCounter = ({ profile, identidad }: Pick<Account, 'profile' | 'identidad'>): boolean =>
  hasNie(profile) && identidad !== 'documento';

/** How far that proof is. */
export async function documentWay(
  { cases, pendingChanges }: Pick<Deps, 'cases' | 'pendingChanges'>,
  { id }: Pick<Account, 'id'>,
): Promise<DocumentWay> {
  const hold = await pendingChanges.waiting(id, 'counter');
  if (hold && (await pendingChanges.counterOf(hold.id))?.effect.identity) return { way: 'waiting', hold };
  const one = await cases.openOf(id, kind);
  if (one) return { way: 'case', one };
  return { way: 'ask', last: (await cases.list(id)).find((earlier) => earlier.kind === kind) };
}

/**
 * Opens the case in which a counter sees the document of a migrante or facilitador, who has proved key and factor
 * again, and tells them by mail; a second click changes nothing. Nothing of the account changes. Throws `form-stale`
 * where nothing is left to prove, `too-many-contests`, and what `assertProved` throws.
 */
export async function askDocument(deps: Deps, proved: ProvedHolder, visitor: Visitor): Promise<void> {
  const { account } = proved;
  const before = () => assertAsks(deps, proved);
  const after = (folio: string) => tell(deps, account, folio, visitor);
  await openCase(deps, { kind, openedBy: 'person', holder: { account }, before, after }, visitor);
}

/** Under the lock of the account, whose state may have changed since its page was shown. */
async function assertAsks(deps: Deps, proved: ProvedHolder): Promise<void> {
  const account = await deps.accounts.lock(proved.account.id);
  if (account?.state !== 'activa' || !provesAtCounter(account)) throw new Refusal('form-stale');
  await assertProved(deps, proved, { account, actor: proved.actor });
  if ((await documentWay(deps, account)).way === 'waiting') throw new Refusal('form-stale');
}

async function tell(deps: Deps, { id, subject }: Account, folio: string, visitor: Visitor): Promise<void> {
  const details = { by: 'person', folio, kind, step: 'open' };
  await deps.audit.record({ act: 'case.changed', accountId: id, subject, visitor, details });
  const opened = await deps.cases.findByFolio(folio);
  if (opened) await tellPerson(deps, opened, 'opened');
}
