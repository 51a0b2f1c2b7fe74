import type { CircuitBreaker } from '../adapters/circuit-breaker.ts';
import { changeRate } from '../adapters/postgres/accounts/change-rate.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { deliveryTimes } from '../adapters/postgres/queues/delivery-times.ts';
import { pendingNotices } from '../adapters/postgres/queues/notice-state.ts';
import type { Outbox } from '../adapters/postgres/queues/outbox.ts';
import { rightsDue } from '../adapters/postgres/rights/right-pages.ts';
import type { Outages } from '../adapters/registries/outages.ts';
import type { ServiceState } from '../ports/service-state.ts';
import { Unavailable } from '../ports/unavailable.ts';

const KEPT_MS = 10_000;

export interface StateNeeds {
  readonly database: Database;
  /** Whether the database accepts a write now; ends by itself and never rejects. */
  readonly answers: () => Promise<boolean>;
  /** Is notified of a fault of ours during a check: its result is "unknown", not "away". */
  readonly failed: (fault: unknown) => void;
  readonly outbox: Pick<Outbox, 'smsHour'>;
  readonly outages: Pick<Outages, 'seen'>;
  readonly smsBreaker: Pick<CircuitBreaker, 'admits'>;
  readonly now: () => Date;
}

/**
 * Reports the state of the service. Whether the database answers is as new as `answers` has it; all other figures are
 * kept for ten seconds, so that many requests cost what one does.
 */
export function serviceState(needs: StateNeeds): () => Promise<ServiceState> {
  let kept: { readonly at: number; readonly awake: boolean; readonly state: Promise<ServiceState> } | undefined;
  return async () => {
    const awake = await needs.answers();
    const at = needs.now().getTime();
    const age = kept ? at - kept.at : KEPT_MS;
    if (kept && kept.awake === awake && age >= 0 && age < KEPT_MS) return kept.state;
    const fresh = { at, awake, state: look(needs, awake) };
    // A check that failed is repeated the next time.
    fresh.state.catch(() => {
      if (kept === fresh) kept = undefined;
    });
    kept = fresh;
    return fresh.state;
  };
}

async function look(needs: StateNeeds, awake: boolean): Promise<ServiceState> {
  const { outages, smsBreaker, now } = needs;
  const at = now();
  const known = awake ? await figures(needs, at) : 'away';
  const [mail, sms, hour, platforms, companies, rights] = typeof known === 'string' ? [] : known;
  return {
    at,
    database: known !== 'away',
    services: outages.seen(),
    deliveries: mail && sms && { mail, sms },
    platforms,
    companies,
    rights,
    sms: {
      gatewayRests: !smsBreaker.admits(),
      hourSpent: hour !== undefined && hour.sent >= hour.most && hour.waiting > 0,
    },
  };
}

/** What the database knows; "away" if it became unavailable meanwhile, "unknown" if the fault is ours. */
async function figures({ database, outbox, failed }: StateNeeds, at: Date) {
  try {
    return await Promise.all([
      deliveryTimes(database, 'mail', at),
      deliveryTimes(database, 'sms', at),
      outbox.smsHour(),
      pendingNotices(database, at),
      changeRate(database, at),
      rightsDue(database, at),
    ]);
  } catch (fault) {
    if (fault instanceof Unavailable) return 'away';
    failed(fault);
    return 'unknown';
  }
}
