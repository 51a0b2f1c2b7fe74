import type { Case } from './case.ts';
import type { EventOf } from './case-event.ts';
import { dueFrom } from './clock.ts';
import type { KindRules } from './kinds/kind-rules.ts';
import { kindRules } from './kinds/kinds.ts';
import { changed, refused, type StepResult } from './step-result.ts';

/**
 * What was granted is under review again, closed or not, because the person about whom it was asked says that the data are
 * wrong: with a whole term, no member, and as many corrections and another review as at the beginning. Only of a kind that
 * lets it, and so often at most; another person has the last word then (`may-decide.ts`).
 */
export function giveBack(one: Case, { at, reason }: EventOf<'return'>): StepResult {
  const { returns: most = 0 } = kindRules[one.kind] as KindRules;
  const { decision, first, returned = [] } = one;
  if (most === 0 || one.state !== 'resuelta' || decision?.outcome !== 'acogida') return refused('wrong-state');
  if (returned.length >= most) return refused('returns-over');
  return changed(one, {
    state: 'en-revision',
    returned: [...returned, { reason, at, decision, first }],
    dueAt: dueFrom(at, one),
    ...begunAnew,
  });
}

const begunAnew: Partial<Case> = {
  decision: undefined,
  first: undefined,
  proposal: undefined,
  assignee: undefined,
  extendedAt: undefined,
  rounds: undefined,
  closedAt: undefined,
};
