import { brokenEvidence } from '../../../locales/es-CL/operator/evidence.ts';
import { BrokenEvidence } from './broken.ts';
import type { Evidence } from './bundle.ts';
import { actsOf, type EvidenceAct, isNear, stepsOf } from './case-acts.ts';
import type { EvidenceCase, EvidenceEnd } from './case-content.ts';
import { checkCalls } from './check-calls.ts';
import { writtenDigest } from './written-digest.ts';

/** What a bundle proves of the case. */
export interface CaseFound {
  readonly hasCase: boolean;
  /** Messages of before the trail named what was written: the whole file's HMAC alone covers their words. */
  readonly unnamed: number;
  /** Calls of before the trail named what was said: their acts alone cover them. */
  readonly uncalled: number;
}

/**
 * Compares the case with its acts and its request: each message is the one that its act names, in order, and none is
 * missing or foreign; decisions, corrections and calls are those of their acts. Throws BrokenEvidence.
 */
export function checkCase(evidence: Evidence): CaseFound {
  const { case: one } = evidence;
  if (!one) return { hasCase: false, unnamed: 0, uncalled: 0 };
  const acts = actsOf(evidence);
  checkEnds(one, acts);
  if (evidence.request) checkRight(one, evidence.request);
  return { hasCase: true, unnamed: checkMessages(one, acts), uncalled: checkCalls(one, acts) };
}

/** How many messages no act names. */
function checkMessages({ id, messages }: EvidenceCase, acts: readonly EvidenceAct[]): number {
  const named = acts.filter(({ said }) => typeof said.message === 'string');
  const older = stepsOf(acts, ['ask', 'answer', 'appeal', 'extend']).filter(({ said }) => said.message === undefined);
  let unnamed = 0;
  for (const { text, digest, at, by } of messages) {
    if (writtenDigest(id, text) !== digest) throw new BrokenEvidence(brokenEvidence['message-other']({}));
    const [next] = named;
    const isNamed = next?.said.message === digest && isNear(next, at) && (next.said.staff ?? null) === (by?.id ?? null);
    if (isNamed) named.shift();
    else if (isNear(older[unnamed], at)) unnamed += 1;
    else throw new BrokenEvidence(brokenEvidence['message-other']({}));
  }
  if (named.length > 0) throw new BrokenEvidence(brokenEvidence['message-missing']({}));
  return unnamed;
}

/** Decisions, the one that was returned or appealed first, returns and corrections, each with the act that says it. */
function checkEnds(one: EvidenceCase, acts: readonly EvidenceAct[]): void {
  const { returned = [] } = one;
  const ends = [...returned, one]
    .flatMap(({ first, decision }) => [first, decision])
    .filter((end) => end !== null)
    .filter(({ by }) => by.length > 0);
  const decided = stepsOf(acts, ['confirm', 'decide', 'call-confirmo', 'call-no-contesto']).filter(isLast);
  const corrected = stepsOf(acts, ['correct']);
  const back = stepsOf(acts, ['return']);
  const fits =
    returned.length === back.length &&
    returned.every(({ reason, at }, n) => isNear(back[n], at) && says(one, back[n], reason)) &&
    ends.length === decided.length &&
    ends.every((end, n) => isEndOf(one, end, decided[n])) &&
    one.corrections.length === corrected.length &&
    one.corrections.every(({ text, by }, n) => isBy(corrected[n], [by.id]) && says(one, corrected[n], text));
  if (!fits) throw new BrokenEvidence(brokenEvidence['case-other']({}));
}

/** A first call without an answer decides nothing, and names no outcome. */
const isLast = ({ said }: EvidenceAct): boolean => said.step !== 'call-no-contesto' || said.outcome !== undefined;

const isEndOf = (one: EvidenceCase, { outcome, reason, by }: EvidenceEnd, act: EvidenceAct | undefined): boolean =>
  (act?.said.outcome ?? outcome) === outcome &&
  says(one, act, reason) &&
  isBy(
    act,
    by.map(({ id }) => id),
  );

const isBy = (act: EvidenceAct | undefined, members: readonly string[]): boolean =>
  members.includes(String(act?.said.staff));

/** An act of before the trail named words says none. */
const says = ({ id }: EvidenceCase, act: EvidenceAct | undefined, words: string): boolean =>
  act?.said.words === undefined || act.said.words === writtenDigest(id, words);

/** The case of a right says the same as its request. */
function checkRight(one: EvidenceCase, request: NonNullable<Evidence['request']>): void {
  const { state, decision, ground, kind, words } = request;
  const fits =
    one.matter === kind &&
    (one.state === 'resuelta') === (state === 'respondida') &&
    (one.decision?.outcome ?? null) === decision &&
    (one.decision?.ground ?? null) === ground &&
    (one.decision?.reason ?? '') === (words.reasons ?? '');
  if (!fits) throw new BrokenEvidence(brokenEvidence['case-other']({}));
}
