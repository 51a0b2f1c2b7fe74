import type { RightsDeps } from '../../../account/rights-deps.ts';
import type { Account } from '../../../domain/account.ts';
import type { RightGround } from '../../../domain/right-grounds.ts';
import { closesAccount, isLate } from '../../../domain/right-terms.ts';
import { complaintUntil, type RightDecision } from '../../../domain/rights.ts';
import { thawedBy } from '../../../domain/stopped-account.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';
import { issueRightLink } from './issue-right-link.ts';
import { letterLink } from './letter-link.ts';

/** An answer with its reasons; one that does not grant everything has some (Ley 21.719, art. 11). */
export interface RightAnswer {
  readonly decision: RightDecision;
  readonly reasons: string;
  /** What the law allows it to rest on, where it does not grant everything. */
  readonly ground?: RightGround | undefined;
}

/**
 * Sends an answer by mail, as long as the account has contacts: also of one that was closed meanwhile, whose holder is
 * owed it. Others than the representative who asked read the mailbox of a company: the message there only announces an
 * answer, and Mi cuenta shows it to the representative who asked. Returns the id of the message.
 */
export async function notifyAnswer(
  desk: RightsDeps,
  request: RightRequest,
  answer: RightAnswer,
): Promise<string | undefined> {
  const account = await desk.accounts.find(request.accountId);
  if (!account) return undefined;
  const { folio, kind, dueOn } = request;
  const notice = {
    kind: 'right-answered',
    folio,
    right: kind,
    decision: answer.decision,
    reasons: reasonsFor(account, answer.reasons),
    ground: account.profile === 'juridica' ? undefined : answer.ground,
    due: isLate(request, desk.now()) ? dueOn : undefined,
    until: complaintUntil(dayOf(desk.now())),
    ...(await linksFor(desk, account, request, answer)),
  } as const;
  return desk.notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id);
}

/** Reasons as a message to the e-mail of an account may have them; undefined for a company, see above. */
export const reasonsFor = ({ profile }: Pick<Account, 'profile'>, reasons: string): string | undefined =>
  profile === 'juridica' ? undefined : reasons;

/** Where Mi cuenta shows a request to the user who asked. */
export const pageOfRight = ({ issuer }: Pick<RightsDeps, 'issuer'>, { folio }: Pick<RightRequest, 'folio'>): string =>
  `${issuer}/cuenta/solicitudes/${folio}`;

/**
 * Where the message leads: in Mi cuenta, where the account may enter it after this answer, to the request and for a
 * granted access to the copy; where no user may enter, to the letter itself, and from there to the end of a block in force.
 */
async function linksFor(desk: RightsDeps, account: Account, request: RightRequest, { decision }: RightAnswer) {
  const { profile, state } = account;
  const { id, kind } = request;
  const granted = decision !== 'rechazada';
  if (kind === 'bloqueo' && granted && state === 'suspendida' && !request.liftedAt)
    return { block: letterLink(desk, account, { id, block: await issueRightLink(desk, request) }) };
  if (state !== 'activa' || closesAccount(kind, decision))
    return profile === 'juridica' ? wayBackTo(desk, account) : { letter: letterLink(desk, account, { id }) };
  const copy = kind === 'acceso' && granted ? `${desk.issuer}/cuenta/datos/descarga` : undefined;
  return { page: pageOfRight(desk, request), copy };
}

/**
 * A stopped company has no letter by link, since others read its mailbox: its mail leads to what opens the account again,
 * where the representative who asked reads the answer.
 */
function wayBackTo({ issuer }: Pick<RightsDeps, 'issuer'>, account: Account) {
  if (account.state !== 'congelada') return {};
  return { thawedBy: thawedBy(account), recover: `${issuer}/recuperar/${account.profile}` };
}
