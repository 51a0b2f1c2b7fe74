import type { Context } from 'koa';
import { caseOutcomes } from '../../domain/cases/kinds/kind-rules.ts';
import type { Deps } from '../../ports/deps.ts';
import { groundIn } from './case-form.ts';
import type { AnswerShown } from './right-view.ts';
import type { CaseDeed } from './use-cases/act-on-case.ts';
import { assertGround, rightOf } from './use-cases/right-case.ts';
import type { MemberAt } from './use-cases/step-case.ts';

/** Where a right is answered: its answer is shown once more as the person will read it, before it is sent. */
export async function previewOf(
  deps: Deps,
  { folio }: MemberAt,
  { outcome, ground }: Answering,
): Promise<string | undefined> {
  const one = await deps.cases.findByFolio(folio);
  const kind = one && rightOf(one);
  if (!kind) return undefined;
  const named = assertGround(kind, { outcome, ground });
  return new URLSearchParams({ resultado: outcome, ...(named ? { fundamento: named } : {}) }).toString();
}

type Answering = Pick<Extract<CaseDeed, { action: 'decide' | 'propose' }>, 'outcome' | 'ground'>;

/** The answer that the address asks to show. */
export function shownIn(ctx: Context): AnswerShown | undefined {
  const outcome = caseOutcomes.find((one) => one === ctx.query.resultado);
  return outcome && { outcome, ground: groundIn(String(ctx.query.fundamento ?? '')) };
}
