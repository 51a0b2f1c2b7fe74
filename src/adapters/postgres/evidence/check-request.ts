import holidays from '../../../domain/holidays.json' with { type: 'json' };
import { isLate } from '../../../domain/right-terms.ts';
import { answerDue, complaintUntil, extendedDue } from '../../../domain/rights.ts';
import { type Day, dayOf } from '../../../domain/working-days.ts';
import { brokenEvidence } from '../../../locales/es-CL/operator/evidence.ts';
import { BrokenEvidence } from './broken.ts';
import { digestOfEvidence, type Evidence, type EvidenceRequest } from './bundle.ts';
import { detailsOf } from './check-acts.ts';
import { writtenDigest } from './written-digest.ts';

/** What a bundle says of the request, once request and acts were compared. */
export interface RequestFound {
  /** Undefined where the bundle has acts alone. */
  readonly request?: {
    readonly dueOn: Day;
    readonly late: boolean;
    /** The last day by this version's table of holidays, where the file's differs from it. */
    readonly otherDue: Day | undefined;
  };
  /** Whether the terms were counted with the table of holidays that this version has. */
  readonly sameHolidays: boolean;
}

/** The acts that each step of a request leaves in the trail. */
const steps = [
  ['right.requested', 'askedAt', 'detail'],
  ['right.extended', 'extendedAt', 'extension'],
  ['right.answered', 'answeredAt', 'reasons'],
  ['right.lifted', 'liftedAt', 'lifting'],
] as const;

/** SHA-256 of the table of holidays by which this version counts. */
export const holidaysDigest = (): string => digestOfEvidence(holidays);

/**
 * Compares the request with its acts: each step has its act at that moment and no act is without its step; kind and
 * decision are the same. Throws BrokenEvidence.
 */
export function checkRequest(evidence: Evidence): RequestFound {
  const { request, holidays: counted } = evidence;
  const sameHolidays = counted === holidaysDigest();
  if (!request) return { sameHolidays };
  for (const [act, step, part] of steps)
    checkStep(evidence, request, { act, at: request[step], words: request.words[part] });
  checkComplaint(evidence, request, sameHolidays);
  const due = dueOf(request);
  const dueOn = request.dueOn as Day;
  const answeredAt = request.answeredAt === null ? undefined : new Date(request.answeredAt);
  const late = isLate({ dueOn, answeredAt }, new Date(evidence.madeAt));
  return { sameHolidays, request: { dueOn, late, otherDue: due === dueOn ? undefined : due } };
}

/** Milliseconds between the row of a step and its act, which are written in one transaction. */
const NEAR_MS = 60_000;

function checkStep(
  { acts }: Evidence,
  request: EvidenceRequest,
  { act, at, words }: { readonly act: string; readonly at: string | null; readonly words: string | null },
): void {
  const own = acts.filter(({ columns }) => columns.act === act);
  const [first] = own;
  if (own.length > 1 || (first === undefined) !== (at === null))
    throw new BrokenEvidence(brokenEvidence['step-missing']({ act }));
  if (!first || at === null) return;
  const said = detailsOf(first.columns);
  const far = Math.abs(Number(first.columns.at) * 1000 - new Date(at).getTime()) > NEAR_MS;
  const differs =
    (said.kind ?? request.kind) !== request.kind ||
    (act === 'right.answered' && !isAnswer(request, said)) ||
    !isNamedBy(said, request, words);
  if (far || differs) throw new BrokenEvidence(brokenEvidence['step-other']({ act }));
}

/** The words that the act names; one of before the trail named words says none. */
const isNamedBy = (
  said: Readonly<Record<string, unknown>>,
  { id = '' }: EvidenceRequest,
  words: string | null,
): boolean => said.words === undefined || (words !== null && said.words === writtenDigest(id, words));

const isAnswer = (request: EvidenceRequest, { decision, ground }: Readonly<Record<string, unknown>>): boolean =>
  decision === request.decision && (ground ?? null) === request.ground;

function checkComplaint(evidence: Evidence, { answeredAt }: EvidenceRequest, sameHolidays: boolean): void {
  const until = answeredAt === null ? null : (complaintUntil(dayOf(new Date(answeredAt))) ?? null);
  if (sameHolidays && evidence.complaintUntil !== until) throw new BrokenEvidence(brokenEvidence.complaint({}));
}

/** The last day counted again from the day of the request. */
function dueOf({ kind, askedAt, extendedAt }: EvidenceRequest): Day {
  const due = answerDue(kind, dayOf(new Date(askedAt)));
  return extendedAt === null ? due : (extendedDue(kind, due, false) ?? due);
}
