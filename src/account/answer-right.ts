import { Refusal } from '../domain/refusal.ts';
import { complaintUntil, type RightDecision, rightNames } from '../domain/rights.ts';
import { dayOf, formatDay } from '../domain/working-days.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import type { World } from '../ports/world.ts';
import { endBlock, endBlockOf } from './lift-block.ts';

/** Who answers: a name by which the desk knows its people, never a RUT. */
export type Staff = string;

/** An answer with its reasons; one that does not grant everything has some (Ley 21.719, art. 11). */
export interface RightAnswer {
  readonly decision: RightDecision;
  readonly reasons: string;
}

/** Notes that somebody looks at a request; `false` when it was not new. */
export async function reviewRight(world: World, id: string): Promise<boolean> {
  return world.rights.review(id);
}

/**
 * Answers a request, once: keeps the answer as proof, does what it grants, and tells the holder with the term to complain
 * to the Agencia. `false` when it was answered before or is not there. Throws `account-frozen` where it would close an
 * account that was stopped.
 */
export async function answerRight(world: World, id: string, answer: RightAnswer, by: Staff): Promise<boolean> {
  if (answer.decision !== 'acogida' && answer.reasons.trim() === '') throw new Error('a refusal has its reasons');
  return world.atomically(async () => {
    const request = await world.rights.find(id);
    if (!request) return false;
    await assertMayClose(world, request, answer);
    if (!(await world.rights.answer(id, answer))) return false;
    await noteAnswer(world, request, answer, by);
    await tellAnswer(world, request, answer);
    await doGranted(world, request, answer, by);
    return true;
  });
}

/** «No fui yo» says that somebody else has the key: whoever asked may not be the holder, and the account is not closed. */
async function assertMayClose(
  world: World,
  { kind, accountId }: RightRequest,
  { decision }: RightAnswer,
): Promise<void> {
  if (kind !== 'supresion' || decision === 'rechazada') return;
  if ((await world.accounts.find(accountId))?.state === 'congelada') throw new Refusal('account-frozen');
}

async function noteAnswer(
  world: World,
  { accountId, kind, folio, dueOn }: RightRequest,
  { decision }: RightAnswer,
  by: Staff,
): Promise<void> {
  const late = dayOf(world.now()) > dueOn;
  const subject = (await world.accounts.find(accountId))?.subject;
  const details = { kind, folio, decision, by, late };
  await world.audit.record({ act: 'right.answered', accountId, subject, details });
}

/** The letter is written before the account may be closed: it is the last one that it gets. */
async function tellAnswer(
  world: World,
  { accountId, kind, folio }: RightRequest,
  { decision, reasons }: RightAnswer,
): Promise<void> {
  const account = await world.accounts.find(accountId);
  if (!account || account.state === 'cerrada') return;
  const last = complaintUntil(dayOf(world.now()));
  const until = last && formatDay(last);
  const notice = { kind: 'right-answered', folio, right: rightNames[kind], decision, reasons, until } as const;
  await world.notifier.send(notice, { channel: 'mail', to: account.personal.email }, accountId);
}

/** A block that is refused ends; one that is granted stands until it is lifted. A granted suppression closes the account. */
async function doGranted(world: World, request: RightRequest, { decision }: RightAnswer, by: Staff): Promise<void> {
  const { kind, accountId } = request;
  if (kind === 'bloqueo' && decision === 'rechazada') await endBlock(world, request, { by });
  if (kind === 'supresion' && decision !== 'rechazada') await close(world, accountId, by);
}

/** Closes the account: nobody enters, its contacts are erased some days later, and what the law keeps stays. */
async function close(world: World, accountId: string, by: Staff): Promise<void> {
  const account = await world.accounts.find(accountId);
  if (!account || !(await world.accounts.close(accountId))) return;
  await world.sessions.endAll(accountId);
  await world.platformEvents.tell(account, 'account-disabled');
  await world.provisionalKeys.end(accountId);
  await world.holds.withdrawAll(accountId);
  await endBlockOf(world, accountId, { by });
  await world.audit.record({ act: 'account.closed', accountId, subject: account.subject, details: { by } });
}
