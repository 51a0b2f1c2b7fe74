import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { messagesOf, notifyAccount, type SentNotices } from '../../../account/notify-account.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { shutDown } from '../../../account/shut-down.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import { wordsNamed } from '../../../account/words-named.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { answerDue, needsFactor, type RightKind, rightFolio, rightsOf } from '../../../domain/rights.ts';
import { accountStopped } from '../../../domain/stopped-account.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';
import { issueRightLink, rightLink } from './issue-right-link.ts';

/** A right that is asked for, and what the user wrote. */
interface RightAsked {
  readonly kind: RightKind;
  readonly detail: string | undefined;
  /** Key and factor, proved for the right that ends the account. */
  readonly proved?: ProvedHolder | undefined;
}

/** A request that was taken, and the token of the page that shows it to a reader of the message. */
interface RightTaken {
  readonly request: RightRequest;
  readonly token: string;
}

/**
 * Takes a user's request for a right, with a folio and a last day, and acknowledges it by mail (Ley 21.719, art. 11). A
 * block is in force from this moment, because until it is answered the data may not be used. Throws `right-missing`,
 * `too-many-rights`, `block-waiting`, `account-frozen`, and `factor-unproved` where the account is to end and key and
 * factor were not proved for it.
 */
export async function askRight(deps: Deps, here: Here, asked: RightAsked, visitor: Visitor): Promise<RightTaken> {
  const { id: accountId, profile } = here.account;
  if (!rightsOf(profile).includes(asked.kind)) throw new Refusal('right-missing');
  const { allowed, until } = await deps.throttles.consume(rateLimits.rightsByAccount, accountId);
  if (!allowed) throw new Refusal('too-many-rights', { until });
  return deps.atomically(async () => {
    // The account's row first, as the freeze takes it.
    const account = await deps.accounts.lock(accountId);
    if (account?.state !== 'activa') throw accountStopped(account, deps.now());
    if (needsFactor(asked.kind)) await assertProved(deps, asked.proved, { account, actor: here.actor?.subject });
    const request = await open(deps, here, asked);
    const { details, ...who } = doneBy(here);
    const { kind, folio } = request;
    const token = await issueRightLink(deps, request);
    const sent = await (kind === 'bloqueo' ? block : acknowledge)(deps, account, { request, token }, visitor);
    const about = { ...details, kind, folio, ...messagesOf(sent), ...wordsNamed(deps, request, asked.detail) };
    await deps.audit.record({ act: 'right.requested', ...who, visitor, details: about });
    return { request, token };
  });
}

async function open(deps: Deps, { account, actor }: Here, { kind, detail }: RightAsked): Promise<RightRequest> {
  const request = await deps.rights.open({
    folio: rightFolio(deps.chance(8)),
    accountId: account.id,
    actor: actor?.subject,
    kind,
    detail,
    dueOn: answerDue(kind, dayOf(deps.now())),
    about: account,
  });
  if (!request) throw new Refusal('block-waiting');
  return request;
}

async function acknowledge(
  deps: Deps,
  account: Account,
  { request, token }: RightTaken,
  visitor: Visitor,
): Promise<SentNotices> {
  const { folio, kind, dueOn } = request;
  const notice = {
    kind: 'right-requested',
    ...doneNow(deps, visitor),
    folio,
    right: kind,
    due: dueOn,
    link: rightLink(deps, token),
    disavow: await disavowLink(deps, account, account.personal.email),
  } as const;
  return { mail: await deps.notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id) };
}

/** The data are only stored, not used: no sign-in, no token, no request that waits (arts. 8 ter and 11). */
async function block(
  deps: Deps,
  account: Account,
  { request, token }: RightTaken,
  visitor: Visitor,
): Promise<SentNotices> {
  await deps.accounts.change(account.id, (latest) => ({ ...latest, state: 'suspendida' }));
  await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    holds: { word: 'key', by: 'account', visitor },
    // The block that begins here.
    block: 'stay',
    factors: 'stay',
    events: [{ event: 'account-disabled' }],
  });
  const { folio, dueOn } = request;
  const link = rightLink(deps, token);
  const details = { ...doneNow(deps, visitor), folio, due: dueOn, link };
  return notifyAccount(deps, account, { kind: 'block-begun', ...details });
}
