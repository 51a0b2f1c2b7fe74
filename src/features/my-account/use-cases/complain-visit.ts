import { openCase } from '../../../account/open-case.ts';
import { recordMessage } from '../../../account/record-message.ts';
import { tellPerson } from '../../../account/tell-of-case.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffAct } from '../../../ports/oversight.ts';

/** A visit of the staff to an account, and the complaint about it, where there is one. */
export interface Visited {
  readonly act: StaffAct;
  readonly complaint: DeskCase | undefined;
}

/** A visit to this account, or an act on it; undefined for one that is not of this account. */
export async function visitTo(
  { staffActs, cases }: Pick<Deps, 'staffActs' | 'cases'>,
  accountId: string,
  visit: string,
): Promise<Visited | undefined> {
  const act = await staffActs.visit(accountId, visit);
  if (!act) return undefined;
  const own = await cases.list(accountId);
  return { act, complaint: own.find(({ kind, matter }) => kind === 'reclamo' && matter === visit) };
}

/** A complaint: which visit, and what the person wrote. */
export interface Complaint {
  readonly visit: string;
  readonly text: string;
}

/** Whose account it is, and who acts where it is a company's. */
interface Complaining {
  readonly account: Account;
  readonly actor: { readonly subject: string } | undefined;
}

/**
 * Opens a `reclamo` that names the visit and the member, who can neither work on it nor decide it; a visit has one
 * complaint, which is its only bound, and a second click changes nothing. The person is told by mail that it was received.
 * Throws `form-stale` for a visit that is not of this account.
 */
export async function complainOf(
  deps: Deps,
  { account, actor }: Complaining,
  { visit, text }: Complaint,
  visitor: Visitor,
): Promise<void> {
  const visited = await visitTo(deps, account.id, visit);
  if (!visited) throw new Refusal('form-stale');
  if (visited.complaint) return;
  const after = async (folio: string): Promise<void> => {
    const opened = await deps.cases.findByFolio(folio);
    if (!opened) throw new Error('the case that was opened is not there');
    const details = { folio, visit, ...(actor ? { actor: actor.subject } : {}) };
    const { id: accountId, subject } = account;
    const entry = { act: 'desk.complained', accountId, subject, visitor, details } as const;
    await recordMessage(deps, opened, { author: 'person', text }, entry);
    await tellPerson(deps, opened, 'received');
  };
  const against = String(visited.act.details.staff);
  const asked = { kind: 'reclamo', matter: visit, openedBy: 'person', actor: actor?.subject, against } as const;
  await openCase(deps, { ...asked, holder: { account }, after }, visitor);
}
