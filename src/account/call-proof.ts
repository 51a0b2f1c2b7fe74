import { CALL_PROOF_MINUTES } from '../domain/caller-check.ts';
import type { Deps } from '../ports/deps.ts';
import type { DeskCall } from '../ports/desk-calls.ts';

/** That a caller was checked: by which contact, when, and until when it opens the masked sheet. */
export interface CallProof extends Pick<DeskCall, 'id' | 'contact' | 'masked'> {
  readonly at: Date;
  readonly until: Date;
}

/**
 * Whether the holder of a contact confirmed to this agent that it is they who telephone about this account, within the
 * last half an hour. It opens the masked sheet, and nothing else: no act of the desk rests on it.
 */
export async function callProof(
  { deskCalls, now }: Pick<Deps, 'deskCalls' | 'now'>,
  accountId: string,
  memberId: string,
): Promise<CallProof | undefined> {
  const call = await deskCalls.latest(accountId, memberId);
  if (call?.state !== 'confirmada' || !call.endedAt) return undefined;
  const { id, contact, masked } = call;
  const until = new Date(call.endedAt.getTime() + CALL_PROOF_MINUTES * 60_000);
  return until > now() ? { id, contact, masked, at: call.endedAt, until } : undefined;
}
