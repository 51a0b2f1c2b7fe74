import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffAct } from '../../../ports/oversight.ts';

/** A visit of the staff, and why, as the member wrote it. */
export interface VisitOfCase {
  readonly act: StaffAct;
  readonly words: string | undefined;
}

/** The visit that a `reclamo` is about, as the trail has it; undefined for every other kind. */
export async function visitOfCase(
  { staffActs, deskReasons }: Pick<Deps, 'staffActs' | 'deskReasons'>,
  { kind, matter, accountId }: DeskCase,
): Promise<VisitOfCase | undefined> {
  if (kind !== 'reclamo' || !matter || !accountId) return undefined;
  const act = await staffActs.visit(accountId, matter);
  return act && { act, words: (await deskReasons.wordsOf(accountId, [matter])).get(matter) };
}
