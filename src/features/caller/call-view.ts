import { callChoices } from '../../account/call-contacts.ts';
import { callProof } from '../../account/call-proof.ts';
import type { Account } from '../../domain/account.ts';
import { CALL_PROOF_MINUTES, type CallState, callEndsAt } from '../../domain/caller-check.ts';
import { maskIdentifier } from '../../domain/masked-identifier.ts';
import { deliveriesOf, isLost } from '../../http/words/deliveries.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { DeskCall } from '../../ports/desk-calls.ts';

/** How a check stands for the agent: `vencida` was not answered in time, `sin-envio` did not reach the contact. */
export type CallNow = CallState | 'vencida' | 'sin-envio';

/** Seconds between two reloads of a page that waits for the answer; it waits ten minutes at most. */
const RELOAD_SECONDS = 10;

/** What the page of the agent shows: masked account, contacts that may be asked, and the check of this call. */
export async function callView(deps: Deps, texts: Catalogue, memberId: string, account: Account) {
  const call = await deps.deskCalls.latest(account.id, memberId);
  const shown = call && isOfThisCall(call, deps.now()) ? await checkView(deps, texts, call) : undefined;
  return {
    of: maskIdentifier(account.identifier),
    profile: account.profile,
    choices: callChoices(account).map(({ contact, masked }) => ({ contact, masked })),
    call: shown,
    refresh: shown?.state === 'enviada' ? RELOAD_SECONDS : undefined,
  };
}

/** A check of an earlier call is not shown. */
const isOfThisCall = ({ sentAt, endedAt }: DeskCall, now: Date): boolean =>
  now.getTime() - (endedAt ?? sentAt).getTime() < CALL_PROOF_MINUTES * 60_000;

async function checkView(deps: Deps, texts: Catalogue, call: DeskCall) {
  const { formats } = texts;
  const channel = call.contact === 'mobile' ? { sms: call.message } : { mail: call.message };
  const [delivery] = await deliveriesOf(deps, channel, texts);
  const ends = callEndsAt(call.sentAt);
  const state: CallNow =
    call.state !== 'enviada'
      ? call.state
      : delivery && isLost(delivery)
        ? 'sin-envio'
        : ends > deps.now()
          ? 'enviada'
          : 'vencida';
  const proof = await callProof(deps, call.accountId, call.memberId);
  return {
    state,
    said: call.numbers.said,
    contact: call.contact,
    masked: call.masked,
    delivery,
    until: formats.clock(ends),
    opened: call.openedAt && formats.clock(call.openedAt),
    ended: call.endedAt && formats.clock(call.endedAt),
    proved: proof && formats.clock(proof.until),
  };
}
