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

/** A comparison that was counted as one that does not fit. */
interface Counted {
  /** It fits, or was none. */
  refund(): Promise<void>;
  /** It does not fit. */
  keep(): Promise<void>;
}

/**
 * Counts a comparison as one that does not fit, by the RUN of the document or else the NIE, before a register is asked; the
 * caller gives it back where it fits. Past a bound of the member nothing is compared and the auditores are told. The bound
 * of a number over all members refuses nothing, since others could spend it in place of its owner: past it the auditores
 * are told. Throws `desk-paused`.
 */
export async function countMismatch(
  deps: Deps,
  { agent, visitor }: DeskActor,
  run: Rut | undefined,
  { profile, identifier }: Compared,
): Promise<Counted> {
  const number = run ?? identifier;
  const counted = await consumeAll(deps.throttles, [
    { rateLimit: rateLimits.counterMismatchesOfNumber, by: [agent.id, number] },
    { rateLimit: rateLimits.counterMismatches, by: [agent.id] },
  ]);
  const tell = async (members: readonly DeskActor['agent'][]) => {
    const holder = await holderOf(deps, { profile, identifier });
    for (const member of members)
      await raiseDeskAlarm(deps, { kind: 'mismatches', member, accountId: holder?.id }, visitor);
  };
  if (counted.spent) {
    await counted.refund();
    await tell([agent]);
    throw new Refusal('desk-paused', { until: counted.spent.until });
  }
  return {
    refund: () => counted.refund(),
    async keep() {
      const { over } = await deps.throttles.consume(rateLimits.counterMismatchesByNumber, number);
      if (over === 1) await tell(await othersWhoMissed(deps, agent.id, number));
    },
  };
}

/** Members whose comparisons with a number did not fit today, but for the one whose comparison was one too many. */
async function othersWhoMissed({ staff, throttles, now }: Deps, last: string, number: string) {
  const { members } = await staff.list();
  const missed = [];
  for (const member of members) {
    // A look counts itself as the next one.
    const { used, until } = await throttles.peek(rateLimits.counterMismatchesOfNumber, member.id, number);
    if (used > 1 && until > now() && member.id !== last) missed.push(member);
  }
  return missed;
}

/** Whether the answer says that what was typed is wrong: that of a text which is no number of a card does not. */
export const isMismatch = (error: unknown): error is Refusal =>
  error instanceof Refusal &&
  (error.code === 'person-not-found' ||
    error.code === 'nie-not-found' ||
    error.code === 'counter-account' ||
    (error.code === 'counter-card' && error.details.why !== 'earlier'));
