import type { CompanyData } from '../domain/account.ts';
import type { Rut } from '../domain/rut.ts';

/** A change in the SII's list of a company's representatives, until a second equal reading makes it final. */
export interface CompanyChange {
  /** RUN of each representative before, in order. */
  readonly before: readonly Rut[];
  /** RUN of each by the reading that is noted. */
  readonly now: readonly Rut[];
  /** When that reading came first. */
  readonly seenAt: Date;
  /** Whether it was applied; not yet where so many lists changed at once that every change waits. */
  readonly applied: boolean;
  /** What was removed from the account of a representative who left, to restore it. */
  readonly aside?: CompanyData['representative'] | undefined;
  /** Since when the mobile in it was confirmed. */
  readonly asideSince?: Date | undefined;
  /** Whether the account's next key needed a card before. */
  readonly keyNeededCard: boolean;
}

/**
 * How many lists changed within the last hour, and of how many companies the SII has answered: exact as far as it
 * decides whether that is a glitch, and else counted up to ten thousand.
 */
export interface ChangeRate {
  readonly changed: number;
  readonly known: number;
}

/** Changes in the SII's lists, kept while they may be a glitch; contacts in them are sealed. */
export interface CompanyChanges {
  /** The change of this company that is not final. */
  find(rut: Rut): Promise<CompanyChange | undefined>;
  /** Notes a change, over an earlier one. A new one counts for the rate; one that continues does not count again. */
  note(rut: Rut, change: CompanyChange): Promise<void>;
  /** Ends it, and erases what was set aside. */
  end(rut: Rut): Promise<void>;
  /** A company whose change waits for its second reading; reserved for the caller for two minutes. */
  takeDue(): Promise<Rut | undefined>;
  rate(): Promise<ChangeRate>;
}
