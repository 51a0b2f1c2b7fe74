import type { AskedAtCounter } from './asked-at-counter.ts';
import { call } from './call-steps.ts';
import { type Case, isOpen } from './case.ts';
import type { CaseEvent } from './case-event.ts';
import { compare } from './copy-steps.ts';
import { confirm, correct, decide, propose, sendBack } from './decision-steps.ts';
import { appeal, close, conclude, expire, withdraw } from './end-steps.ts';
import { assign, handOver } from './hand-steps.ts';
import type { Around } from './may-decide.ts';
import { lengthen, review, settle } from './operator-steps.ts';
import { giveBack } from './return-step.ts';
import { changed, refused, type StepResult } from './step-result.ts';
import { answer, ask, attest, extend } from './work-steps.ts';

/** Events of a decided case; all others need one that is open. */
const afterDecision: readonly CaseEvent['type'][] = ['appeal', 'attest', 'correct', 'close'];

/**
 * The case after an event, or why it is refused; pure, so that under the lock of its row of two events at once each
 * sees what the other one left. One that ends loses the contacts that were given for it.
 */
export function caseStep(one: Case, event: CaseEvent, around: Around): StepResult {
  const result = stepOf(one, event, around);
  const { next } = result;
  if (!next?.closedAt || !(next.asked || next.body)) return result;
  return changed(next, {
    ...(next.asked ? { asked: withoutContacts(next.asked) } : {}),
    ...(next.body ? { body: Object.assign({}, next.body, { email: undefined }) } : {}),
  });
}

/** What is kept of it: which document was seen, and a foreigner's renewal. */
const withoutContacts = ({ document, renewal }: AskedAtCounter): AskedAtCounter => ({ document, renewal });

function stepOf(one: Case, event: CaseEvent, around: Around): StepResult {
  // What was granted closed at once, and comes back all the same.
  if (event.type === 'return') return giveBack(one, event);
  if (one.closedAt) return refused('ended');
  if (!isOpen(one) && !afterDecision.includes(event.type)) return refused('ended');
  switch (event.type) {
    case 'assign':
      return assign(one, event, around);
    case 'hand-over':
      return handOver(one, event, around);
    case 'ask':
      return ask(one, event, around);
    case 'attest':
      return attest(one, event, around);
    case 'compare':
      return compare(one, event, around);
    case 'extend':
      return extend(one, event, around);
    case 'propose':
      return propose(one, event, around);
    case 'send-back':
      return sendBack(one, event, around);
    case 'confirm':
      return confirm(one, event, around);
    case 'call':
      return call(one, event, around);
    case 'decide':
      return decide(one, event, around);
    case 'correct':
      return correct(one, event, around);
    default:
      return stepOfOthers(one, event);
  }
}

/** What the person does, what time does, and what an operator ends. */
function stepOfOthers(
  one: Case,
  event: Exclude<CaseEvent, { readonly by: unknown } | { readonly type: 'return' }>,
): StepResult {
  switch (event.type) {
    case 'answer':
      return answer(one, event);
    case 'withdraw':
      return withdraw(one, event);
    case 'appeal':
      return appeal(one, event);
    case 'expire':
      return expire(one, event);
    case 'close':
      return close(one, event);
    case 'review':
      return review(one);
    case 'lengthen':
      return lengthen(one, event);
    case 'settle':
      return settle(one, event);
    case 'conclude':
      return conclude(one, event);
  }
}
