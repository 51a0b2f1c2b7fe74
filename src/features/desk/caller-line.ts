import { callProof } from '../../account/call-proof.ts';
import type { DeskAgent } from '../../account/desk-budget.ts';
import type { DeskReason } from '../../domain/desk.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';

interface Opened {
  /** Id of the account. */
  readonly id: string;
  readonly reason: DeskReason;
}

/**
 * What the sheet says of who telephones: the contact from which they confirmed it to this member and when, or, where the
 * sheet was opened for a call, that they did not.
 */
export async function callerLine(
  deps: Pick<Deps, 'deskCalls' | 'now'>,
  { formats }: Catalogue,
  { id: memberId }: Pick<DeskAgent, 'id'>,
  { id, reason }: Opened,
) {
  const proof = await callProof(deps, id, memberId);
  if (!proof) return reason === 'llamada' ? ({ proved: false } as const) : undefined;
  const { contact, masked, at } = proof;
  return { proved: true, contact, masked, at: formats.clock(at) } as const;
}
