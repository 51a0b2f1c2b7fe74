import type { CompanyData } from '../domain/account.ts';
import type { Rut } from '../domain/rut.ts';

/**
 * A change in what the SII says of a company, its list of representatives or that it is not in force any more, until a
 * second equal reading makes it final.
 */
export interface CompanyChange {
  /** RUN of each representative before, in order. */
  readonly before: readonly Rut[];
  /** RUN of each by the reading that is noted. */
  readonly now: readonly Rut[];
  /** Whether the company was not in force before; absent: it was, also in rows of before 30 November 2026. */
  readonly endedBefore?: boolean | undefined;
  /** Whether it is not by the reading that is noted. */
  readonly ended?: boolean | undefined;
  /** When that reading came first. */
  readonly seenAt: Date;
  /** Whether it was applied; not yet where so many companies changed at once that every change waits. */
  readonly applied: boolean;
  /** What was removed from the account of a representative who left, to restore it. */
  readonly aside?: CompanyData['representative'] | undefined;
  /** Since when the mobile in it was confirmed. */
  readonly asideSince?: Date | undefined;
  /** Whether the account's next key needed a card before. */
  readonly keyNeededCard: boolean;
}

/**
 * How many companies changed within the last hour, and of how many companies the SII has answered: exact as far as it
 * decides whether that is a glitch, and else counted up to ten thousand.
 */
export interface ChangeRate {
  readonly changed: number;
  readonly known: number;
}

/** Changes in the SII's answers, kept while they may be a glitch; contacts in them are sealed. */
export interface CompanyChanges {
  /** The change of this company that is not final. */
  find(rut: Rut): Promise<CompanyChange | undefined>;
  /** Notes a change, over an earlier one. For the rate a new one counts, and one that `counts`; once an hour at most. */
  note(rut: Rut, change: CompanyChange, counts?: boolean): Promise<void>;
  /** Ends it, and erases what was set aside. */
  end(rut: Rut): Promise<void>;
  /** A company whose change waits for its second reading; reserved for the caller for two minutes. */
  takeDue(): Promise<Rut | undefined>;
  rate(): Promise<ChangeRate>;
}
