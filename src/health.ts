import { type StateNeeds, serviceState } from './adapters/service-state.ts';
import { trustedNetworks } from './adapters/trusted-networks.ts';
import type { Config } from './config.ts';
import type { Health } from './web/state/health.ts';

/** What the house says of itself, and to whom all of it: this machine, and whoever the configuration names. */
export function healthOf({ metricsNetworks }: Config, needs: Omit<StateNeeds, 'answers'>): Health {
  const { answers, isSlow } = needs.database;
  return {
    database: answers,
    state: serviceState({ ...needs, answers: async () => (await answers()) && !isSlow() }),
    mayReadMetrics: trustedNetworks(['127.0.0.0/8', '::1/128', ...metricsNetworks]),
  };
}
