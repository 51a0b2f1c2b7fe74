import type { AskedAtCounter } from './asked-at-counter.ts';
import type { Case } from './case.ts';
import type { EventOf } from './case-event.ts';
import { dueAfterPause, extendedDue } from './clock.ts';
import { reopened } from './end-steps.ts';
import type { KindRules } from './kinds/kind-rules.ts';
import { kindRules, termOf } from './kinds/kinds.ts';
import { type Around, whyNotAttest, whyNotWork } from './may-decide.ts';
import { changed, refused, type StepResult } from './step-result.ts';
import { isOtherClaim } from './two-claims.ts';

/** A member asks the person for something: the term stands still where the kind lets it. */
export function ask(one: Case, { by, at }: EventOf<'ask'>, around: Around): StepResult {
  const why = whyNotWork(one, by, around);
  if (why) return refused(why);
  if (one.state !== 'recibida' && one.state !== 'en-revision') return refused('wrong-state');
  const { rounds: most } = kindRules[one.kind] as KindRules;
  if (most === undefined) return changed(one, { state: 'espera-persona', waitingSince: at });
  const { rounds = 0 } = one;
  if (rounds >= most) return refused('rounds-over');
  return changed(one, { state: 'espera-persona', waitingSince: at, rounds: rounds + 1 });
}

/** The person answered: what was left of the term runs on. */
export function answer(one: Case, { at, copy }: EventOf<'answer'>): StepResult {
  if (one.state !== 'espera-persona') return refused('wrong-state');
  if (needsCopy(one) && !copy) return refused('copy-missing');
  return changed(one, { ...resumed(one, at), ...(copy ? { copy } : {}) });
}

/** Whether its person answers by another copy, or a corrected request, and not in words. */
export const needsCopy = ({ kind }: Pick<Case, 'kind'>): boolean => kind === 'copia-migrante' || kind === 'facilitador';

/**
 * A member saw the document at a counter: a case that waited for it is under review. What another member attested that the
 * person asked for is not replaced. Of a case that was decided it is the appeal: the person came back within its term.
 */
export function attest(one: Case, event: EventOf<'attest'>, around: Around): StepResult {
  const why = whyNotAttest(one, event.by, around);
  if (why) return refused(why);
  if (!one.decision) return attestOpen(one, event);
  if (!kindRules[one.kind].attested) return refused('ended');
  const again = reopened(one, event.at);
  return again.next ? attestOpen(again.next, event) : again;
}

function attestOpen(one: Case, { by, at, asked = one.asked }: EventOf<'attest'>): StepResult {
  // What was proposed, or confirmed before a call, is what was seen until then.
  if (one.state === 'por-confirmar' || one.state === 'por-llamar') return refused('wrong-state');
  if (asked && isOtherClaim(one, by.id, asked)) return refused('asked-before');
  const attestations = [...one.attestations, { by: by.id, at, document: documentOf(asked) }];
  return changed(one, { ...resumed(one, at), attestations, ...(asked ? { asked } : {}) });
}

function documentOf(asked: AskedAtCounter | undefined): Case['attestations'][number]['document'] {
  if (!asked) return undefined;
  const { kind, namesAgree } = asked.document;
  return { kind, namesAgree };
}

/** Extends the term once, before it is over, where the law gives an extension. */
export function extend(one: Case, { by, at }: EventOf<'extend'>, around: Around): StepResult {
  const why = whyNotWork(one, by, around);
  return why ? refused(why) : longer(one, at);
}

/** The same without the member who does it. */
export function longer(one: Case, at: Date): StepResult {
  const term = termOf(one);
  if (term.extension === undefined) return refused('no-extension');
  if (one.extendedAt || one.first) return refused('extended-before');
  if (at > dueNow(one, at)) return refused('term-over');
  return changed(one, { extendedAt: at, dueAt: extendedDue(one.dueAt, term, term.extension) });
}

/** When the answer is due, as seen at `at`: while the person owes an answer, as if it came now. */
export function dueNow(one: Case, at: Date): Date {
  const { waitingSince, dueAt, kind } = one;
  return waitingSince && kindRules[kind].pauses ? dueAfterPause(dueAt, termOf(one), waitingSince, at) : dueAt;
}

const resumed = (one: Case, at: Date): Partial<Case> => ({
  state: 'en-revision',
  waitingSince: undefined,
  dueAt: dueNow(one, at),
});
