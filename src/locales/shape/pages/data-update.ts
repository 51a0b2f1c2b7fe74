import type { FlowTitles } from './flow.ts';

/** Data that the user changes. */
export interface DataUpdatePages {
  readonly titles: FlowTitles;
  readonly updated: string;
  /** Where the notice of the change goes. */
  readonly told: string;
}
