import type { ActsOnRight, RightsDeps, Staff } from '../../../account/rights-deps.ts';
import { wordsNamed } from '../../../account/words-named.ts';
import { whyNotExtended } from '../../../domain/right-terms.ts';
import { extendedDue } from '../../../domain/rights.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';
import { issueRightLink, rightLink } from './issue-right-link.ts';
import { pageOfRight, reasonsFor } from './notify-answer.ts';
import { stepRight } from './step-right.ts';

/** Gives a request another thirty days, once, records why and notifies it; `false` where the law gives no more. */
export async function extendRight(desk: RightsDeps, id: string, reasons: string, by: Staff): Promise<boolean> {
  if (reasons.trim() === '') throw new Error('an extension has its reasons');
  const request = await desk.rights.find(id);
  if (!request) return false;
  return stepRight(desk, request, { type: 'lengthen', at: desk.now() }, () => giveExtension(desk, id, reasons, { by }));
}

/** The extension itself; part of the caller's transaction, with a step of its case. */
export async function giveExtension(desk: RightsDeps, id: string, reasons: string, by: ActsOnRight): Promise<boolean> {
  const request = await desk.rights.find(id);
  if (!request || whyNotExtended(request, dayOf(desk.now()))) return false;
  // The account's row before the request's, as an answer takes it: its messages depend on it.
  const account = await desk.accounts.lock(request.accountId);
  const due = extendedDue(request.kind, request.dueOn, request.extendedAt !== undefined);
  if (!due || !(await desk.rights.extend(id, due, reasons))) return false;
  const { accountId, kind, folio } = request;
  const mailed = await notifyExtension(desk, { ...request, dueOn: due }, reasons);
  await desk.audit.record({
    act: 'right.extended',
    accountId,
    subject: account?.subject,
    details: { kind, folio, ...by, ...(mailed ? { mailed } : {}), ...wordsNamed(desk, request, reasons) },
  });
  return true;
}

/** Returns the id of the message; undefined where the account is gone. */
async function notifyExtension(desk: RightsDeps, request: RightRequest, reasons: string): Promise<string | undefined> {
  const { id, accountId, kind, folio, dueOn } = request;
  const account = await desk.accounts.find(accountId);
  if (!account) return undefined;
  const mailed = reasonsFor(account, reasons);
  const notice = {
    kind: 'right-extended',
    folio,
    right: kind,
    due: dueOn,
    reasons: mailed,
    link: mailed ? rightLink(desk, await issueRightLink(desk, { id, accountId })) : pageOfRight(desk, request),
  } as const;
  return desk.notifier.send(notice, { channel: 'mail', to: account.personal.email }, accountId);
}
