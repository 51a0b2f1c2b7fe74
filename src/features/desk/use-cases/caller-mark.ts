import { callProof } from '../../../account/call-proof.ts';
import type { DeskAgent } from '../../../account/desk-budget.ts';
import type { DeskGrounds } from '../../../domain/desk.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * What the trail notes of who telephones, where the reason is a call: the contact from which they confirmed it to this
 * member within the last half an hour, or `none`.
 */
export async function callerMark(
  deps: Pick<Deps, 'deskCalls' | 'now'>,
  { id }: DeskAgent,
  accountId: string,
  { reason }: DeskGrounds,
): Promise<object> {
  if (reason !== 'llamada') return {};
  const proof = await callProof(deps, accountId, id);
  return { caller: proof?.contact ?? 'none' };
}
