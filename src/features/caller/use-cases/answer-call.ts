import { callChoices } from '../../../account/call-contacts.ts';
import { disavowLink } from '../../../account/disavow-link.ts';
import { notifyEachContact } from '../../../account/notify-each-contact.ts';
import type { Account } from '../../../domain/account.ts';
import { type CallState, callAnswer } from '../../../domain/caller-check.ts';
import { instantOf } from '../../../domain/instant.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { DeskCall } from '../../../ports/desk-calls.ts';
import { callLimits } from './call-limits.ts';
import { callOfLink } from './call-of-link.ts';

/** An answer of a person to a check. */
type Answered = ReturnType<typeof callAnswer>;

/**
 * Takes the answer of the person to whom the link of a check was sent: the number that they hear, or `no`. It ends the
 * check, once. Any other number than the agent's, and `no`, are an alarm: every contact is told, with «No fui yo».
 * Throws `link-spent`, also where the contact is no longer on file.
 */
export async function answerCall(deps: Deps, token: string, pressed: string, visitor: Visitor): Promise<Answered> {
  const { call, state } = await deps.atomically(async () => {
    const { link, call } = await callOfLink(deps, token);
    // The account's row first, as all code that ends a check takes it.
    const account = await deps.accounts.lock(call.accountId);
    const onFile = account && callChoices(account).some(({ to }) => to.to === link.contact);
    const state = callAnswer(call.numbers, pressed);
    const spent = onFile && (await deps.links.spend('desk-call', token));
    if (!account || !spent || !(await deps.deskCalls.end(call.id, state))) throw new Refusal('link-spent');
    await record(deps, account, { call, state }, visitor);
    return { call, state };
  });
  if (state === 'confirmada')
    for (const { rateLimit, by } of callLimits(call.memberId, call.accountId))
      await deps.throttles.refund(rateLimit, ...by);
  return state;
}

async function record(
  deps: Deps,
  account: Account,
  { call, state }: { readonly call: DeskCall; readonly state: CallState },
  visitor: Visitor,
): Promise<void> {
  const { memberId: staff, office, contact } = call;
  const denied = state !== 'confirmada';
  const details = { staff, office, contact, ...(denied ? { answer: state } : {}) };
  const act = denied ? 'call.denied' : 'call.confirmed';
  await deps.audit.record({ act, accountId: account.id, subject: account.subject, visitor, details });
  if (denied)
    await notifyEachContact(deps, account, async (to) => ({
      kind: 'call-denied',
      at: instantOf(deps.now()),
      link: await disavowLink(deps, account, to),
    }));
}
