import type { CaseKind } from '../domain/cases/kinds/kinds.ts';
import type { Deps } from '../ports/deps.ts';

type Needs = Pick<Deps, 'cases'>;

/** The folio of the case in which the desk decides between two people for an account; undefined if none is open. */
export async function folioOfDispute(deps: Needs, accountId: string): Promise<string | undefined> {
  return (
    (await openFolio(deps, accountId, 'identidad-disputada')) ?? (await openFolio(deps, accountId, 'segunda-detencion'))
  );
}

/**
 * The folio under which the desk finds a request that it decides: its own, or that of the case of the account which was
 * open already and which the request joined (open-case.ts).
 */
export async function folioAtDesk(
  deps: Needs,
  { accountId, folio }: { readonly accountId: string; readonly folio: string },
  kind: CaseKind,
): Promise<string> {
  if (await deps.cases.findKept(folio)) return folio;
  return (await openFolio(deps, accountId, kind)) ?? folio;
}

/** The folio of the open case of a kind of an account; undefined if none is open. */
export const openFolio = async ({ cases }: Needs, accountId: string, kind: CaseKind): Promise<string | undefined> =>
  (await cases.openOf(accountId, kind))?.folio;
