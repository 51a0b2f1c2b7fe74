import type { RecoveringProfile } from '../../../domain/recovery.ts';

/** Titles of the pages that every flow has. */
export interface FlowTitles {
  readonly profiles: Readonly<Record<RecoveringProfile, string>>;
  /** Of a journey that ran out. */
  readonly expired: string;
  /** Of the page that the link in the mailbox opens, and of that page where the link was spent. */
  readonly mail: string;
  readonly spentLink: string;
}
