import { actorName } from '../../../domain/account.ts';
import { type Month, spanOf } from '../../../domain/month.ts';
import { isSuspicious } from '../../../domain/suspicion.ts';
import type { AuditRow } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** Rows of a page. */
export const ACTIVITY_PAGE = 25;

/** Something that happened to an account. */
export interface Activity extends AuditRow {
  readonly suspicious: boolean;
  /** Name of the user who acted for a company. */
  readonly actor: string | undefined;
  /** What a member of staff wrote as the reason, where the desk acted. */
  readonly reason: string | undefined;
}

/** A page of what happened to an account in a month, newest first, and whether the month has more. */
export async function listActivity(
  deps: Pick<Deps, 'audit' | 'companies' | 'deskReasons'>,
  accountId: string,
  { month, page }: { readonly month: Month; readonly page: number },
): Promise<{ readonly entries: readonly Activity[]; readonly more: boolean }> {
  const skip = (page - 1) * ACTIVITY_PAGE;
  // One row before the page and one after it: whether a refused login is a single one shows in its neighbours.
  const before = Math.min(skip, 1);
  const span = { ...spanOf(month), skip: skip - before, limit: ACTIVITY_PAGE + before + 1 };
  const rows = await deps.audit.read(accountId, span);
  const names = await actorNames(deps, accountId, rows);
  const reasons = await deps.deskReasons.wordsOf(
    accountId,
    rows.flatMap(({ details: { visit } }) => (typeof visit === 'string' ? [visit] : [])),
  );
  const entries = rows.slice(before, before + ACTIVITY_PAGE).map((row) => ({
    ...row,
    suspicious: isSuspicious(row, rows),
    actor: names.get(String(row.details.actor)),
    reason: reasons.get(String(row.details.visit)),
  }));
  return { entries, more: rows.length > before + ACTIVITY_PAGE };
}

/** Names of those who acted for a company, by subject. */
async function actorNames(
  { companies }: Pick<Deps, 'companies'>,
  accountId: string,
  rows: readonly { readonly details: AuditRow['details'] }[],
): Promise<ReadonlyMap<string, string>> {
  const subjects = new Set(rows.flatMap(({ details: { actor } }) => (typeof actor === 'string' ? [actor] : [])));
  const names = new Map<string, string>();
  for (const subject of subjects) {
    const actor = await companies.findActor(accountId, { subject });
    if (actor) names.set(subject, actorName(actor));
  }
  return names;
}
