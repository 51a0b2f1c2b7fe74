import type { Account } from '../../../domain/account.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import { accountOf, type CaseActor, type CaseDeps, noteOnCase } from './case-deps.ts';

/** A case as the desk reads it, with the account that it is about now. */
interface CaseRead {
  readonly one: DeskCase;
  readonly holder: Account | undefined;
}

/**
 * Reads a case for the desk; undefined where none waits under the folio. Who read it is recorded in the trail, and in
 * the Actividad of the account that it is about.
 */
export async function readCase(desk: CaseDeps, folio: string, who: CaseActor): Promise<CaseRead | undefined> {
  return desk.atomically(async () => {
    const one = await desk.cases.findByFolio(folio);
    if (!one) return undefined;
    await noteOnCase(desk, { act: 'case.read', one, who });
    return { one, holder: await accountOf(desk, one) };
  });
}
