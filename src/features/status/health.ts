import type { ServiceState } from '../../ports/service-state.ts';

/** What the house can say of itself. */
export interface Health {
  database(): Promise<boolean>;
  state(): Promise<ServiceState>;
  /** Whether somebody at this address looks after the house. */
  mayReadMetrics(address: string): boolean;
}
