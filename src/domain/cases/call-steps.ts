import { addDays, addWorkingDays, dayOf } from '../working-days.ts';
import type { CallMade } from './call-back.ts';
import type { Case, Proposal } from './case.ts';
import type { EventOf } from './case-event.ts';
import type { CaseOutcome } from './kinds/kind-rules.ts';
import { kindRules } from './kinds/kinds.ts';
import { type Around, whyNotDecide } from './may-decide.ts';
import { changed, refused, type StepResult } from './step-result.ts';

/**
 * Whether the person is called before a confirmed outcome takes effect: it grants what was asked at a counter, and the
 * draw says so, or one of before did, of this case or of another one of the account. Of a protection never: at a
 * contact of before the danger may answer.
 */
export const isCalledBack = (
  { kind, callBack }: Case,
  outcome: CaseOutcome,
  { drawn, elsewhere }: { readonly drawn: boolean | undefined; readonly elsewhere: boolean | undefined },
): boolean =>
  kindRules[kind].attested &&
  kind !== 'proteccion' &&
  outcome !== 'rechazada' &&
  (drawn === true || elsewhere === true || callBack !== undefined);

/**
 * The second person agreed, and the person is called before anything takes effect. What was noted of earlier calls
 * stays.
 */
export const drawn = (one: Case, { by, at }: EventOf<'confirm'>): StepResult =>
  changed(one, {
    state: 'por-llamar',
    callBack: { by: by.id, office: by.office, at, calls: one.callBack?.calls ?? [] },
  });

/**
 * A third member says how the call ended. Confirmed, the case is decided as proposed; not confirmed, it is under review
 * again; not answered twice, with a working day from the first to the second, it is rejected, so that its person may ask
 * for another review.
 */
export function call(one: Case, event: EventOf<'call'>, around: Around): StepResult {
  const { by, result, contact, reason, at } = event;
  const { proposal, callBack } = one;
  if (one.state !== 'por-llamar' || !proposal || !callBack) return refused('wrong-state');
  const why = whyNotDecide(one, 'call', by, around);
  if (why) return refused(why);
  const made = { by: by.id, at, result, contact, reason };
  const noted = Object.assign({}, one, { callBack: { ...callBack, calls: [...callBack.calls, made] } });
  if (result === 'no-confirmo') return changed(noted, { state: 'en-revision', proposal: undefined });
  return result === 'confirmo' ? granted(noted, event, proposal, around) : unanswered(noted, unansweredOf(one), made);
}

/** Decided by all three, while the other two could still do what they did. */
function granted(one: Case, { by, at }: EventOf<'call'>, proposal: Proposal, around: Around): StepResult {
  const { proposer, confirmer } = around;
  const alone = Object.assign({}, around, { otherOffices: false });
  if (!proposer || whyNotDecide(one, 'propose', proposer, alone)) return refused('proposer-out');
  if (!confirmer || whyNotDecide(one, 'confirm', confirmer, alone)) return refused('proposer-out');
  const { outcome, reason } = proposal;
  const decision = { by: [proposal.by, confirmer.id, by.id], outcome, reason, at };
  return changed(one, { state: 'resuelta', decision, assignee: undefined });
}

/** Calls without an answer since the decision that was appealed, if there was one. */
const unansweredOf = ({ callBack, first }: Case): readonly CallMade[] =>
  (callBack?.calls ?? []).filter(({ result, at }) => result === 'no-contesto' && (!first || at > first.at));

/** The first one is kept, and the case waits for the second. */
function unanswered(one: Case, before: readonly CallMade[], { by, at, reason }: CallMade): StepResult {
  const [first] = before;
  if (!first) return changed(one, {});
  const day = dayOf(first.at);
  if (dayOf(at) < (addWorkingDays(day, 1) ?? addDays(day, 1))) return refused('called-today');
  const decision = { by: [...new Set([first.by, by])], outcome: 'rechazada', reason, at } as const;
  return changed(one, { state: 'resuelta', decision, assignee: undefined });
}
