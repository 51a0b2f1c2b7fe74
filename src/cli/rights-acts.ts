import { liftBlockAtDesk } from '../account/lift-block.ts';
import { Refusal } from '../domain/refusal.ts';
import { groundsOf, type RightGround } from '../domain/right-grounds.ts';
import { closesAccount, type RightObstacle, whyNotExtended, whyNotLifted } from '../domain/right-terms.ts';
import { complaintUntil, type RightDecision } from '../domain/rights.ts';
import { dayOf } from '../domain/working-days.ts';
import { answerRight } from '../features/privacy/use-cases/answer-right.ts';
import { extendRight } from '../features/privacy/use-cases/extend-right.ts';
import { reviewRight } from '../features/privacy/use-cases/review-right.ts';
import { formats } from '../locales/es-CL/formats/formats.ts';
import { rightActs, toldTexts } from '../locales/es-CL/operator/rights.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import { CommandRefused } from './args.ts';
import type { RightsCommandDeps } from './rights-deps.ts';

/** The operator, and the reasons for the person. */
interface WithReasons {
  readonly by: string;
  readonly reasons: string;
}

/** An answer as the command gives it; `sure` confirms one that closes the account. */
interface Answered {
  readonly decision: RightDecision;
  readonly ground: RightGround | undefined;
  readonly sure: boolean;
}

/** The request with a folio; throws CommandRefused. */
export async function requestOf({ rights }: RightsCommandDeps, folio: string): Promise<RightRequest> {
  const request = await rights.findByFolio(folio);
  if (!request) throw new CommandRefused(rightActs['no-request']({ folio }));
  return request;
}

/** Takes a request into review; throws CommandRefused if it is no new one. */
export async function review(deps: RightsCommandDeps, { id, folio }: RightRequest, by: string): Promise<string> {
  if (await reviewRight(deps, id, by)) return rightActs.reviewed({ folio });
  throw refused(folio, (await deps.rights.find(id))?.answeredAt ? 'answered' : 'reviewed');
}

/** Extends the term; throws CommandRefused if the law allows no more, or another operator acted first. */
export async function extend(
  deps: RightsCommandDeps,
  request: RightRequest,
  { by, reasons }: WithReasons,
): Promise<string> {
  const { id, folio } = request;
  const whyNot = (one: RightRequest) => whyNotExtended(one, dayOf(deps.now()));
  refuseFor(folio, whyNot(request));
  const done = await extendRight(deps, id, reasons, by);
  const latest = (await deps.rights.find(id)) ?? request;
  if (!done) throw refused(folio, whyNot(latest) ?? 'answered');
  return rightActs.extended({
    folio,
    until: formats.day(latest.dueOn),
    told: await notifiedLine(deps, latest),
  });
}

/** Ends a block; throws CommandRefused if there is none. */
export async function lift(deps: RightsCommandDeps, request: RightRequest, how: WithReasons): Promise<string> {
  const { folio, accountId, answeredAt } = request;
  refuseFor(folio, whyNotLifted(request));
  if (!(await liftBlockAtDesk(deps, request, how))) throw refused(folio, 'lifted-before');
  const works = (await deps.accounts.find(accountId))?.state === 'activa';
  return rightActs.lifted({
    folio,
    works,
    answered: answeredAt !== undefined,
  });
}

/** Answers; throws CommandRefused if it was answered, may not be, or closes an account without `sure`. */
export async function answer(
  deps: RightsCommandDeps,
  request: RightRequest,
  { by, decision, ground, reasons, sure }: WithReasons & Answered,
): Promise<string> {
  const { id, folio, kind } = request;
  if (request.answeredAt) throw refused(folio, 'answered');
  const allowed = groundsOf(kind, decision);
  if (ground && !allowed.includes(ground)) throw new CommandRefused(rightActs['no-ground']({ folio, allowed }));
  if (closesAccount(kind, decision) && !sure) throw new CommandRefused(await warningOf(deps, request));
  const told = await notifiedLine(deps, request);
  if (!(await answerNow())) throw refused(folio, 'answered');
  const last = complaintUntil(dayOf(deps.now()));
  return rightActs.answered({
    folio,
    decision,
    closed: closesAccount(kind, decision),
    told,
    complaintUntil: last && formats.day(last),
  });

  async function answerNow(): Promise<boolean> {
    try {
      return await answerRight(deps, id, { decision, reasons, ground }, by);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'account-frozen') throw refused(folio, 'frozen');
      throw error;
    }
  }
}

/** What cannot be undone, and which other requests of the account still wait. */
async function warningOf({ rights }: RightsCommandDeps, { id, folio, accountId }: RightRequest): Promise<string> {
  const others = (await rights.list(accountId)).filter((one) => one.id !== id && !one.answeredAt);
  return rightActs.closes({ folio, others: others.map((one) => one.folio) });
}

async function notifiedLine({ accounts }: RightsCommandDeps, { accountId }: RightRequest): Promise<string> {
  return (await accounts.find(accountId)) ? toldTexts.byMail : toldTexts.nobody;
}

const refused = (folio: string, why: RightObstacle): CommandRefused =>
  new CommandRefused(rightActs.refused({ folio, why }));

function refuseFor(folio: string, why: RightObstacle | undefined): void {
  if (why) throw refused(folio, why);
}
