import { trustedNetworks } from '../adapters/trusted-networks.ts';
import type { Config } from '../config/config.ts';
import type { Health } from '../features/status/health.ts';
import { type StateNeeds, serviceState } from './service-state.ts';

/** The health report, and who may read all of it: this machine, and the addresses that the configuration names. */
export function healthOf({ metricsNetworks }: Config, needs: Omit<StateNeeds, 'answers'>): Health {
  const { answers, isSlow } = needs.database;
  return {
    database: answers,
    state: serviceState({ ...needs, answers: async () => (await answers()) && !isSlow() }),
    mayReadMetrics: trustedNetworks(['127.0.0.0/8', '::1/128', ...metricsNetworks]),
  };
}
