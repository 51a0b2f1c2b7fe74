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
  /** Whether it took effect; not yet where so many lists changed at once that everything waits. */
  readonly applied: boolean;
  /** What was taken from the account of a representative who left, to give it back. */
  readonly aside?: CompanyData['representative'] | undefined;
  /** Since when the mobile in it was confirmed. */
  readonly asideSince?: Date | undefined;
  /** Whether the account's next key needed a card before. */
  readonly keyNeededCard: boolean;
}

/**
 * How many lists changed within the last hour, and of how many companies the SII has answered: exact as far as it decides
 * whether that is a glitch, and else counted up to ten thousand.
 */
export interface ChangeRate {
  readonly changed: number;
  readonly known: number;
}

/** Where changes in the SII's lists are kept while they may be a glitch; contacts in them are sealed. */
export interface CompanyChanges {
  /** The change of this company that is not final. */
  find(rut: Rut): Promise<CompanyChange | undefined>;
  /** Notes a change, over the one that stood there. A new one counts for the rate; one that went on does not again. */
  note(rut: Rut, change: CompanyChange): Promise<void>;
  /** Ends it, and erases what was set aside. */
  end(rut: Rut): Promise<void>;
  /** A company whose change waits for its second reading, for two minutes nobody else's. */
  takeDue(): Promise<Rut | undefined>;
  rate(): Promise<ChangeRate>;
}
