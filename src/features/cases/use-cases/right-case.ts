import type { Case, Decision } from '../../../domain/cases/case.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { groundsOf, type RightGround } from '../../../domain/right-grounds.ts';
import { type RightKind, rightKinds } from '../../../domain/rights.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { giveAnswer } from '../../privacy/use-cases/answer-right.ts';
import { giveExtension } from '../../privacy/use-cases/extend-right.ts';
import { beginReview } from '../../privacy/use-cases/review-right.ts';

/** Which right a case is about; undefined for every other kind. */
export const rightOf = ({ kind, matter }: Pick<Case, 'kind' | 'matter'>): RightKind | undefined =>
  kind === 'derecho' ? rightKinds.find((one) => one === matter) : undefined;

/** A member takes a new request: its holder reads that it is under review. */
export async function takeTheRight(deps: Deps, { id }: DeskCase, member: string): Promise<void> {
  await beginReview(deps, id, await markOf(deps, member));
}

/** A member extends the term: the request is extended and its holder notified. Throws `case-refused`. */
export async function extendTheRight(deps: Deps, { id }: DeskCase, member: string, reason: string): Promise<void> {
  if (!(await giveExtension(deps, id, reason, await markOf(deps, member)))) throw obstacle('term-over');
}

/**
 * The decision of a member is the answer to the request: it is notified, applied and passed on as that of the command.
 * Throws `ground-missing` where it does not grant everything and names none of the law's, `case-refused`.
 */
export async function answerTheRight(deps: Deps, one: DeskCase, decision: Decision): Promise<void> {
  const [member = ''] = decision.by;
  const kind = rightOf(one);
  if (!kind) throw obstacle('missing');
  const { outcome, reason: reasons } = decision;
  const answer = { decision: outcome, reasons, ground: assertGround(kind, decision) } as const;
  if (!(await giveAnswer(deps, one.id, answer, await markOf(deps, member)))) throw obstacle('missing');
}

/** The ground of an answer: none of what is granted wholly, else one of the law's. Throws `ground-missing`. */
export function assertGround(
  kind: RightKind,
  { outcome, ground }: Pick<Decision, 'outcome' | 'ground'>,
): RightGround | undefined {
  if (outcome === 'acogida') return undefined;
  if (!ground || !groundsOf(kind, outcome).includes(ground)) throw new Refusal('ground-missing');
  return ground;
}

async function markOf({ staff }: Pick<Deps, 'staff'>, member: string) {
  const found = await staff.find(member);
  if (!found) throw obstacle('suspended');
  return staffMark(found);
}

const obstacle = (why: string): Refusal => new Refusal('case-refused', { why });
