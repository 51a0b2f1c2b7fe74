import { disputableChanges } from '../../account/dispute-pending-change.ts';
import type { Deps } from '../../ports/deps.ts';
import type { PendingChange } from '../../ports/pending-changes.ts';
import type { ProvedSignIn } from './proof-ticket.ts';

/**
 * What a user who signs in is asked about: a recovery, unless a provisional key was just changed and it was their own,
 * and a request that calls their factor lost.
 */
export async function disputedHere(
  deps: Deps,
  { account, actor, by }: ProvedSignIn,
): Promise<readonly PendingChange[]> {
  const known = actor ? await deps.companies.findActor(account.id, { subject: actor }) : undefined;
  const waiting = await disputableChanges(deps, { account, actor: known?.run });
  return waiting.filter(({ kind }) => by !== 'provisional-key' || kind === 'factor-loss');
}

/** Whether the factor itself was proved: a printed code is no sign that it was not lost. */
export const provesFactor = ({ factor }: ProvedSignIn): boolean =>
  factor !== undefined && factor.by !== 'recovery-code';
