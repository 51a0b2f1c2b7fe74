import type { DeskCase, OtherCases } from '../../../ports/cases.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { BoundRows } from '../row-mac/bound-rows.ts';
import { type CaseRow, numberMarks, toCase } from './case-row.ts';

interface Reading {
  readonly rows: Pick<BoundRows<CaseRow>, 'all'>;
  readonly secrets: KeyMaterial;
}

/** Kinds that claim no account: what the law answers its holder, and a complaint about a visit. */
const NO_CLAIM = ['derecho', 'reclamo'];

/**
 * The other open cases of the number of a case. Those on which only a number was named come last, so that a stranger who
 * names it often hides none of the rest.
 */
export async function othersOfNumber(
  { rows, secrets }: Reading,
  { id, about }: DeskCase,
  limit: number,
): Promise<OtherCases> {
  if (!about) return { cases: [], more: false };
  const found = await rows.all((cases) =>
    cases
      .whereIn('number_hmac', [...numberMarks(about, secrets)])
      .whereNull('ended_at')
      .whereNot({ id })
      .whereNot({ state: 'resuelta' })
      .whereNotIn('kind', NO_CLAIM)
      .orderByRaw('(account_id is null and version = 1), opened_at desc, id')
      .limit(limit + 1),
  );
  return { cases: found.slice(0, limit).map((row) => toCase(row, secrets)), more: found.length > limit };
}
