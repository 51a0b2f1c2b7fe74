import { raiseIdentity } from '../../../account/first-proof.ts';
import type { Account } from '../../../domain/account.ts';
import { whyNoCopy } from '../../../domain/cases/document-copy.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOf } from './case-deps.ts';
import { deskVisitor } from './change-account.ts';
import { fileOfCase } from './file-of-case.ts';

/**
 * What granting a copy does, in the transaction of the decision: the identity becomes `revisada`, what was set before ends,
 * and the person is told. Throws `case-refused` where the account or the file cannot take it.
 */
export async function grantCopy(deps: Deps, one: DeskCase): Promise<void> {
  const account = await assertCopy(deps, one);
  await raiseIdentity(deps, account, { visitor: deskVisitor(deps, one), reviewed: { folio: one.folio } });
}

/** The account under lock. Throws `case-refused` with the reason: the stored file is the one that was looked at. */
export async function assertCopy(deps: Deps, one: DeskCase): Promise<Account> {
  const found = await accountOf(deps, one);
  const account = found && (await deps.accounts.lock(found.id));
  const file = await fileOfCase(deps, one);
  const why = whyNoCopy(one.copy, file, account, dayOf(deps.now()));
  if (why || !account) throw new Refusal('case-refused', { why: why ?? 'account-missing' });
  return account;
}
