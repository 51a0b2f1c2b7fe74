import type { Account } from '../domain/account.ts';
import type { OpenCase } from '../ports/cases.ts';
import type { World } from '../ports/world.ts';
import type { Staff } from './rights-desk.ts';

/** What it takes to look at cases. */
export type CaseDesk = Pick<World, 'accounts' | 'atomically' | 'audit' | 'cases' | 'now'>;

/** A case as the desk reads it, with the account that holds its number now. */
export interface CaseRead {
  readonly one: OpenCase;
  readonly holder: Account | undefined;
}

/**
 * Reads a case for somebody of the agency; undefined where none waits under the folio. Who read it stands in the trail, and
 * in the Actividad of the account that holds the number.
 */
export async function readCase(desk: CaseDesk, folio: string, by: Staff): Promise<CaseRead | undefined> {
  return desk.atomically(async () => {
    const one = await desk.cases.findByFolio(folio);
    if (!one) return undefined;
    const found = await desk.accounts.findByIdentifier(one.profile, one.identifier);
    const holder = found?.state === 'pendiente_correo' ? undefined : found;
    const details = { by, folio, kind: one.kind };
    await desk.audit.record({ act: 'case.read', accountId: holder?.id, subject: holder?.subject, details });
    return { one, holder };
  });
}
