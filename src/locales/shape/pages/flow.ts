import type { RecoveringProfile } from '../../../domain/recovery.ts';

/** Titles of the pages that every flow has. */
export interface FlowTitles {
  readonly profiles: Readonly<Record<RecoveringProfile, string>>;
  /** Of a journey that expired. */
  readonly expired: string;
  /** Of the page that the link in the mailbox opens, and of that page if the link was spent. */
  readonly mail: string;
  readonly spentLink: string;
}
