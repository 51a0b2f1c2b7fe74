import { brokenEvidence } from '../../../locales/es-CL/operator/evidence.ts';
import { BrokenEvidence } from './broken.ts';
import { type EvidenceAct, isNear, stepsOf } from './case-acts.ts';
import type { EvidenceCase } from './case-content.ts';
import { writtenDigest } from './written-digest.ts';

type Draw = NonNullable<EvidenceCase['callBack']>;
type Call = Draw['calls'][number];

/**
 * Compares the call back with its acts: the draw is the last confirmation that led to a call, and each call is the one
 * of its act, by member, outcome, contact and words, in order, with none missing or foreign. Returns how many calls the
 * file does not show in full, of before their acts named them; throws BrokenEvidence.
 */
export function checkCalls(one: EvidenceCase, acts: readonly EvidenceAct[]): number {
  const made = acts.filter(({ said }) => String(said.step).startsWith('call-'));
  const named = made.filter(({ said }) => said.call !== undefined);
  const older = made.length - named.length;
  const draw = stepsOf(acts, ['to-call']).at(-1);
  // A file of before has no call back; a draw that it would have to show has acts that name the words of a call.
  if (one.callBack === undefined && named.length === 0) return older;
  const { callBack } = one;
  const fits = callBack ? isDraw(callBack, draw) && areCalls(one, callBack, named, older) : !draw && made.length === 0;
  if (!fits) throw new BrokenEvidence(brokenEvidence['call-other']({}));
  return older;
}

const isDraw = ({ by, at }: Draw, act: EvidenceAct | undefined): boolean =>
  isNear(act, at) && act?.said.staff === by.id;

/** The calls of before stand first, and may be fewer than their acts. */
function areCalls(one: EvidenceCase, { calls }: Draw, named: readonly EvidenceAct[], older: number): boolean {
  const before = calls.length - named.length;
  if (before < 0 || before > older) return false;
  return calls.slice(before).every((call, n) => isCallOf(one, call, named[n]));
}

const isCallOf = ({ id }: EvidenceCase, call: Call, act: EvidenceAct | undefined): boolean =>
  isNear(act, call.at) &&
  act?.said.step === `call-${call.result}` &&
  act.said.staff === call.by.id &&
  act.said.called === call.contact &&
  act.said.call === writtenDigest(id, call.reason);
