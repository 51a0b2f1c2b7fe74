import { holderOf } from '../../../account/registered-already.ts';
import type { Account } from '../../../domain/account.ts';
import type { CaseStaff } from '../../../domain/cases/may-decide.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Act, AuditEntry, Visitor } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { FollowsCases } from './follow-case.ts';

/** The dependencies to read cases and to end them. */
export type CaseDeps = Pick<Deps, 'accounts' | 'atomically' | 'audit' | 'cases' | 'now'> & FollowsCases;

/**
 * Who acts on a case: a member of the staff and from where, an operator by the name they typed, its person, or the
 * clock.
 */
export type CaseActor =
  | { readonly member: CaseStaff; readonly reason?: string | undefined; readonly visitor?: Visitor | undefined }
  | { readonly name: string }
  | 'person'
  | 'clock';

/** The account that a case is about now: its own, or the one that holds the number that was named. */
export async function accountOf(deps: Pick<Deps, 'accounts'>, one: DeskCase): Promise<Account | undefined> {
  if (one.accountId) return deps.accounts.find(one.accountId);
  return one.about && holderOf(deps, one.about);
}

/** An act on a case, and who did it. */
interface OnCase {
  readonly act: Act;
  readonly one: DeskCase;
  readonly who: CaseActor;
}

/**
 * Records an act on a case in the trail, and so in the Actividad of the account that it is about; that of a person under
 * protection has no line, since the reader may be the danger.
 */
export const noteOnCase = async (
  deps: Pick<Deps, 'accounts' | 'audit'>,
  on: OnCase,
  more: Readonly<Record<string, string>> = {},
): Promise<void> => deps.audit.record(await entryOnCase(deps, on, more));

/** What the trail says of an act on a case. */
export async function entryOnCase(
  deps: Pick<Deps, 'accounts'>,
  { act, one, who }: OnCase,
  more: Readonly<Record<string, string>>,
): Promise<AuditEntry> {
  const { folio, kind } = one;
  const account = kind === 'proteccion' ? undefined : await accountOf(deps, one);
  const details = Object.assign({}, markOf(who), { folio, kind }, more);
  const visitor = typeof who === 'object' && 'member' in who ? who.visitor : undefined;
  return { act, accountId: account?.id, subject: account?.subject, visitor, details };
}

function markOf(who: CaseActor): Readonly<Record<string, string>> {
  if (who === 'person' || who === 'clock') return { by: who };
  if ('name' in who) return { by: who.name };
  const mark = staffMark(who.member);
  return who.reason ? Object.assign({ reason: who.reason }, mark) : mark;
}
