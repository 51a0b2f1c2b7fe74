import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * A case that the desk may read: one that is not ended, and a right that was answered, whose letter is kept and whose block
 * may still be in force.
 */
export async function findToRead(
  { cases, rights }: Pick<Deps, 'cases' | 'rights'>,
  folio: string,
): Promise<DeskCase | undefined> {
  const waiting = await cases.findByFolio(folio);
  if (waiting) return waiting;
  const right = await rights.findByFolio(folio);
  return right && (await cases.list(right.accountId)).find(({ id }) => id === right.id);
}
