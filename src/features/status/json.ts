import type { Seen, ServiceState } from '../../ports/service-state.ts';
import { type Coarse, coarse } from './coarse.ts';

const registries = ['civil-registry', 'tax-registry', 'nie-registry', 'otec-registry'] as const;

/** The content of the page of the state, for machines: rounded in the same way. */
export function stateJson({ at, database, services, deliveries, sms }: ServiceState): object {
  return {
    at: at.toISOString(),
    sign_in: { working: database },
    registries: Object.fromEntries(registries.map((name) => [name, standingJson(services[name])])),
    mail: standingJson(services.mail),
    sms: standingJson(services.sms),
    deliveries: deliveries && {
      mail: channelJson(coarse(deliveries.mail)),
      sms: { ...channelJson(coarse(deliveries.sms)), gateway_rests: sms.gatewayRests, hour_spent: sms.hourSpent },
    },
  };
}

/** `working` is null where nothing is known; `simulated` where no remote service is asked. */
const standingJson = ({ standing, since }: Seen) => ({
  working: standing === 'unknown' ? null : standing !== 'failing',
  ...(since ? { since: since.toISOString() } : {}),
  ...(standing === 'stand-in' ? { simulated: true } : {}),
});

const channelJson = ({ late, hourMinutes, dayMinutes, waitingBelow, oldestMinutes }: Coarse) => ({
  on_time: !late,
  half_sent_within_minutes: { last_hour: hourMinutes ?? null, last_24_hours: dayMinutes ?? null },
  waiting_below: waitingBelow,
  oldest_below_minutes: oldestMinutes,
});
