import { endBlock } from '../../../account/end-block.ts';
import { endMandatesFor, endMandatesOf } from '../../../account/end-mandate.ts';
import type { ActsOnRight, RightsDeps, Staff } from '../../../account/rights-deps.ts';
import { shutDown } from '../../../account/shut-down.ts';
import { wordsNamed } from '../../../account/words-named.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { groundsOf } from '../../../domain/right-grounds.ts';
import { closesAccount, isLate } from '../../../domain/right-terms.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';
import { notifyAnswer, type RightAnswer } from './notify-answer.ts';
import { stepRight } from './step-right.ts';
import { tellRecipients } from './tell-recipients.ts';

/**
 * Answers a request, once: keeps the answer as proof, does what it grants, and notifies the account holder with the
 * term to complain to the Agencia. `false` when it was answered before or does not exist. Throws `account-frozen` where
 * it would close an account that was stopped.
 */
export async function answerRight(desk: RightsDeps, id: string, answer: RightAnswer, by: Staff): Promise<boolean> {
  const request = await desk.rights.find(id);
  if (!request) return false;
  const { decision: outcome, reasons: reason, ground } = answer;
  const event = { type: 'settle', outcome, reason, ground, at: desk.now() } as const;
  return stepRight(desk, request, event, () => giveAnswer(desk, id, answer, { by }));
}

/** The answer itself, as above; part of the caller's transaction, with the decision of its case. */
export async function giveAnswer(desk: RightsDeps, id: string, answer: RightAnswer, by: ActsOnRight): Promise<boolean> {
  if (answer.decision !== 'acogida' && answer.reasons.trim() === '') throw new Error('a refusal has its reasons');
  const asked = await desk.rights.find(id);
  if (!asked) return false;
  // The account's row before the request's, as the freeze and the lift of a block take it: of two at once one waits, and
  // none is undone.
  const account = await desk.accounts.lock(asked.accountId);
  assertMayClose(account, asked, answer);
  assertGround(asked, answer);
  const request = await desk.rights.answer(id, answer);
  if (!request) return false;
  // The message is written before the account may be closed, and the act names it.
  const mailed = await notifyAnswer(desk, request, answer);
  await noteAnswer(desk, request, answer, { by, subject: account?.subject, mailed });
  await tellRecipients(desk, account, request, answer);
  await doGranted(desk, request, answer, by);
  return true;
}

/**
 * «No fui yo» reports that another person has the key: the user who asked may not be the holder, and the account is not
 * closed.
 */
function assertMayClose(account: Account | undefined, { kind }: RightRequest, { decision }: RightAnswer): void {
  if (closesAccount(kind, decision) && account?.state === 'congelada') throw new Refusal('account-frozen');
}

/** A ground is one that the law allows for this decision on this right. */
function assertGround({ kind }: RightRequest, { decision, ground }: RightAnswer): void {
  if (ground && !groundsOf(kind, decision).includes(ground)) throw new Error(`${ground} is no ground of this answer`);
}

/** Who answered, to whom, and the message that told it. */
interface Noted {
  readonly by: ActsOnRight;
  readonly subject: string | undefined;
  readonly mailed: string | undefined;
}

async function noteAnswer(
  { audit, cases, now }: RightsDeps,
  request: RightRequest,
  { decision, ground, reasons }: RightAnswer,
  { by, subject, mailed }: Noted,
): Promise<void> {
  const { accountId, kind, folio } = request;
  const named = {
    ...(ground ? { ground } : {}),
    ...(mailed ? { mailed } : {}),
    ...wordsNamed({ cases }, request, reasons),
  };
  const details = { kind, folio, decision, ...by, late: isLate(request, now()), ...named };
  await audit.record({ act: 'right.answered', accountId, subject, details });
}

/** A refused block ends; a granted one is in force until it is lifted. A granted suppression closes the account. */
async function doGranted(
  desk: RightsDeps,
  request: RightRequest,
  answer: RightAnswer,
  who: ActsOnRight,
): Promise<void> {
  const { kind, accountId } = request;
  if (kind === 'bloqueo' && answer.decision === 'rechazada') await endBlock(desk, request, { by: who, refused: true });
  if (closesAccount(kind, answer.decision)) await close(desk, accountId, who);
}

/**
 * Closes the account: no user can sign in, its contacts are erased some days later, and what the law requires is kept.
 */
async function close(desk: RightsDeps, accountId: string, who: ActsOnRight): Promise<void> {
  const account = await desk.accounts.find(accountId);
  if (!account || !(await desk.accounts.close(accountId))) return;
  await shutDown(desk, account, {
    keys: 'end',
    sessions: 'end',
    // The answer that closes the account is its last message.
    holds: 'withdraw',
    block: { by: who },
    factors: 'untold',
    events: [{ event: 'account-disabled' }, { event: 'account-purged' }],
  });
  if (account.profile === 'juridica') await endMandatesOf(desk, account, 'empresa-cerrada');
  else await endMandatesFor(desk, account);
  await desk.audit.record({ act: 'account.closed', accountId, subject: account.subject, details: who });
}
