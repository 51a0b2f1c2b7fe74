import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * A case that the desk may read: one that is not ended, and a right that was answered, whose letter is kept and whose block
 * may still be in force.
 */
export async function findToRead({ cases }: Pick<Deps, 'cases'>, folio: string): Promise<DeskCase | undefined> {
  const one = await cases.findKept(folio);
  return one?.closedAt && one.kind !== 'derecho' ? undefined : one;
}
