import type { ServiceState } from '../../ports/service-state.ts';

/** What this instance reports about itself. */
export interface Health {
  database(): Promise<boolean>;
  state(): Promise<ServiceState>;
  /** Whether an operator uses this address. */
  mayReadMetrics(address: string): boolean;
}
