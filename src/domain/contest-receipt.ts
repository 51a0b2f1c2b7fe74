/**
 * State of a contest: no account has the identifier; it was taken back at once, or will be after the waiting period;
 * two people at the desk decide; or it was the person's own account, and stays it.
 */
type ContestOutcome = 'free' | 'returned' | 'waiting' | 'desk' | 'kept';

/** What is shown about a contest to the person who showed the card. */
export interface ContestReceipt {
  readonly outcome: ContestOutcome;
  readonly folio: string;
  /** When the identifier is released, where a contest waits (ISO 8601). */
  readonly until?: string | undefined;
  /** Token of the page that shows its state, where this contest waits. */
  readonly request?: string | undefined;
}
