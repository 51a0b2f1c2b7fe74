import type { ServiceState } from '../../ports/service-state.ts';
import { type Coarse, coarse } from './coarse.ts';

const registries = ['civil-registry', 'tax-registry', 'nie-registry', 'otec-registry'] as const;

/** What the page of the state says, for machines: rounded in the same way. */
export function stateJson({ at, database, failing, deliveries, sms }: ServiceState): object {
  return {
    at: at.toISOString(),
    sign_in: { working: database },
    registries: Object.fromEntries(
      registries.map((name) => {
        const since = failing.find(({ registry }) => registry === name)?.since;
        return [name, since ? { working: false, since: since.toISOString() } : { working: true }];
      }),
    ),
    deliveries: deliveries && {
      mail: channelJson(coarse(deliveries.mail)),
      sms: { ...channelJson(coarse(deliveries.sms)), gateway_rests: sms.gatewayRests, hour_spent: sms.hourSpent },
    },
  };
}

const channelJson = ({ late, hourMinutes, dayMinutes, waitingBelow, oldestMinutes }: Coarse) => ({
  on_time: !late,
  half_sent_within_minutes: { last_hour: hourMinutes ?? null, last_24_hours: dayMinutes ?? null },
  waiting_below: waitingBelow,
  oldest_below_minutes: oldestMinutes,
});
