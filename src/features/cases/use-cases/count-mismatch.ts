import { raiseDeskAlarm } from '../../../account/desk-alarm.ts';
import type { DeskActor } from '../../../account/desk-budget.ts';
import { holderOf } from '../../../account/registered-already.ts';
import type { Identifier } from '../../../domain/account.ts';
import type { CounterProfile } from '../../../domain/cases/counter-fields.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import { consumeAll } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';

/** The account whose document is compared. */
interface Compared {
  readonly profile: CounterProfile;
  readonly identifier: Identifier;
}

/**
 * Counts a comparison as one that does not fit, by the RUN of the document or else the NIE, before a register is asked; the
 * caller gives it back where it fits. Past a bound nothing is compared and the auditores are told. Throws `desk-paused`.
 */
export async function countMismatch(
  deps: Deps,
  { agent, visitor }: DeskActor,
  run: Rut | undefined,
  { profile, identifier }: Compared,
): Promise<{ refund(): Promise<void> }> {
  const number = run ?? identifier;
  const counted = await consumeAll(deps.throttles, [
    { rateLimit: rateLimits.counterMismatchesOfNumber, by: [agent.id, number] },
    { rateLimit: rateLimits.counterMismatches, by: [agent.id] },
    { rateLimit: rateLimits.counterMismatchesByNumber, by: [number] },
  ]);
  if (!counted.spent) return counted;
  await counted.refund();
  const holder = await holderOf(deps, { profile, identifier });
  await raiseDeskAlarm(deps, { kind: 'mismatches', member: agent, accountId: holder?.id }, visitor);
  throw new Refusal('desk-paused', { until: counted.spent.until });
}

/** Whether the answer says that what was typed is wrong: that of a text which is no number of a card does not. */
export const isMismatch = (error: unknown): boolean =>
  error instanceof Refusal &&
  (error.code === 'person-not-found' ||
    error.code === 'nie-not-found' ||
    (error.code === 'counter-card' && error.details.why !== 'earlier'));
