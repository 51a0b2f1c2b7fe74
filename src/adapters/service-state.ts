import type { ServiceState } from '../ports/service-state.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { changeRate } from './postgres/company-changes.ts';
import type { Database } from './postgres/database.ts';
import { deliveryTimes } from './postgres/delivery-times.ts';
import { untoldPlatforms } from './postgres/notice-state.ts';
import type { Outbox } from './postgres/outbox.ts';
import { rightsDue } from './postgres/right-pages.ts';
import type { Outages } from './registries/outages.ts';

const KEPT_MS = 10_000;

export interface StateNeeds {
  readonly database: Database;
  readonly answers: () => Promise<boolean>;
  readonly outbox: Pick<Outbox, 'smsHour'>;
  readonly outages: Pick<Outages, 'seen'>;
  readonly smsBreaker: Pick<CircuitBreaker, 'admits'>;
  readonly now: () => Date;
}

/** Says how well the service runs. An answer is kept for ten seconds, so that many who ask cost what one does. */
export function serviceState(needs: StateNeeds): () => Promise<ServiceState> {
  let kept: { readonly at: number; readonly state: Promise<ServiceState> } | undefined;
  return () => {
    const at = needs.now().getTime();
    const age = kept ? at - kept.at : KEPT_MS;
    if (kept && age >= 0 && age < KEPT_MS) return kept.state;
    const fresh = { at, state: look(needs) };
    // What could not be looked at is looked at again the next time.
    fresh.state.catch(() => {
      if (kept === fresh) kept = undefined;
    });
    kept = fresh;
    return fresh.state;
  };
}

async function look({ database, answers, outbox, outages, smsBreaker, now }: StateNeeds): Promise<ServiceState> {
  const at = now();
  const awake = await answers();
  const [mail, sms, hour, platforms, companies, rights] = awake
    ? await Promise.all([
        deliveryTimes(database, 'mail', at),
        deliveryTimes(database, 'sms', at),
        outbox.smsHour(),
        untoldPlatforms(database, at),
        changeRate(database, at),
        rightsDue(database, at),
      ])
    : [];
  return {
    at,
    database: awake,
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
