import { withoutMarks } from '../pasted-text.ts';
import { Refusal } from '../refusal.ts';
import { type CalledContact, type CallResult, calledContacts, callResults } from './call-back.ts';
import { type CaseOutcome, caseOutcomes } from './kinds/kind-rules.ts';

/** Why a member reads a case: a code of the trail, which the person reads in words. */
export const readReasons = ['resolver', 'consulta', 'revisar'] as const;
export type ReadReason = (typeof readReasons)[number];

/**
 * Why a case goes from one member to another, or back to the queue: a code of the trail, which the person reads in
 * words.
 */
export const handOverReasons = ['ausencia', 'carga', 'materia', 'cercania'] as const;
export type HandOverReason = (typeof handOverReasons)[number];

const FEWEST = 10;
const MOST = 2000;

/** Reads a chosen reason; throws `reason-missing` for anything that is not in the list. */
export function parseReadReason(text: string): ReadReason {
  const found = readReasons.find((one) => one === text);
  if (!found) throw new Refusal('reason-missing');
  return found;
}

/** The same of a hand-over. */
export function parseHandOverReason(text: string): HandOverReason {
  const found = handOverReasons.find((one) => one === text);
  if (!found) throw new Refusal('reason-missing');
  return found;
}

/** Reads words of a member for the person of a case, at least ten characters; throws `reason-short`, `field-too-long`. */
export const parseCaseWords = (text: string): string => parseWords(text, 'reason-short');

/** Reads words of the person for the desk, as many; throws `complaint-short`, `field-too-long`. */
export const parseOwnWords = (text: string): string => parseWords(text, 'complaint-short');

/**
 * Reads what is written for the desk alone about other claims of the number, if anything; throws `complaint-short`,
 * `field-too-long`.
 */
export const parseOtherWords = (text: string): string | undefined =>
  withoutMarks(text) === '' ? undefined : parseWords(text, 'complaint-short');

function parseWords(text: string, tooShort: 'reason-short' | 'complaint-short'): string {
  const words = withoutMarks(text);
  if (words.length < FEWEST) throw new Refusal(tooShort);
  return readDraft(words);
}

/** Reads a draft as it was left, which may be empty; throws `field-too-long`. */
export function readDraft(text: string): string {
  if (text.length > MOST) throw new Refusal('field-too-long', { max: MOST });
  return text;
}

/** Reads how a case should end; throws `outcome-missing`. */
export function parseOutcome(text: string): CaseOutcome {
  const found = caseOutcomes.find((one) => one === text);
  if (!found) throw new Refusal('outcome-missing');
  return found;
}

/** Reads how a call ended; throws `call-back-missing`. */
export const parseCallResult = (text: string): CallResult => chosenIn(callResults, text);

/** Reads to which contact it was; throws `call-back-missing`. */
export const parseCalledContact = (text: string): CalledContact => chosenIn(calledContacts, text);

function chosenIn<T extends string>(list: readonly T[], text: string): T {
  const found = list.find((one) => one === text);
  if (!found) throw new Refusal('call-back-missing');
  return found;
}
