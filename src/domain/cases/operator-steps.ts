import type { Case } from './case.ts';
import type { EventOf } from './case-event.ts';
import { changed, refused, type StepResult } from './step-result.ts';
import { longer } from './work-steps.ts';

/** An operator of the command line begins to review a right. */
export function review(one: Case): StepResult {
  return ofRight(one) ?? (one.state === 'recibida' ? changed(one, { state: 'en-revision' }) : refused('wrong-state'));
}

/** An operator extends the term of a right, once and before it is over. */
export const lengthen = (one: Case, { at }: EventOf<'lengthen'>): StepResult => ofRight(one) ?? longer(one, at);

/** An operator answers a right; who it was stands in the trail by the name they typed, since no member is known. */
export function settle(one: Case, { outcome, reason, ground, at }: EventOf<'settle'>): StepResult {
  const decision = { by: [], outcome, reason, ground, at };
  return ofRight(one) ?? changed(one, { state: 'resuelta', decision, proposal: undefined, assignee: undefined });
}

/** Every other kind is decided by members alone. */
const ofRight = ({ kind }: Case): StepResult | undefined => (kind === 'derecho' ? undefined : refused('role'));
