import { holderOf } from '../../../account/registered-already.ts';
import type { Staff } from '../../../account/rights-deps.ts';
import type { Account } from '../../../domain/account.ts';
import type { Act } from '../../../ports/audit.ts';
import type { CloseReason, OpenCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';

/** The dependencies to read cases and to close them. */
export type CaseDeps = Pick<Deps, 'accounts' | 'atomically' | 'audit' | 'cases' | 'now'>;

/** A case as the desk reads it, with the account that holds its number now. */
interface CaseRead {
  readonly one: OpenCase;
  readonly holder: Account | undefined;
}

/**
 * Reads a case for an operator of the desk; undefined where none waits under the folio. Who read it is recorded in the
 * trail, and in the Actividad of the account that holds the number.
 */
export async function readCase(desk: CaseDeps, folio: string, by: Staff): Promise<CaseRead | undefined> {
  return desk.atomically(async () => {
    const read = await find(desk, folio);
    if (read) await note(desk, 'case.read', read, { by });
    return read;
  });
}

/**
 * Closes a case for an operator of the desk and erases the number that it is about; no account changes. `false` where
 * none waits under the folio. Who closed it, and why, is recorded in the trail and in the Actividad of the account that
 * holds the number.
 */
export async function closeCase(
  desk: CaseDeps,
  folio: string,
  { by, reason }: { readonly by: Staff; readonly reason: CloseReason },
): Promise<boolean> {
  return desk.atomically(async () => {
    const read = await find(desk, folio);
    if (!read || !(await desk.cases.close(folio))) return false;
    await note(desk, 'case.closed', read, { by, reason });
    return true;
  });
}

async function find(desk: CaseDeps, folio: string): Promise<CaseRead | undefined> {
  const one = await desk.cases.findByFolio(folio);
  return one && { one, holder: await holderOf(desk, one) };
}

async function note(
  { audit }: CaseDeps,
  act: Act,
  { one: { folio, kind }, holder }: CaseRead,
  who: Readonly<Record<string, string>>,
): Promise<void> {
  const details = { ...who, folio, kind };
  await audit.record({ act, accountId: holder?.id, subject: holder?.subject, details });
}
