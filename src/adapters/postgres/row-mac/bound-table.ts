/** A table from whose rows something is granted. Columns that are not named here only take away, and are not bound. */
export interface BoundTable {
  /** By which a row is named for an operator, and is found again. */
  readonly key: readonly string[];
  /** Every column that the MAC covers, the key's too. */
  readonly columns: readonly string[];
  /** The column that says whose the row is. */
  readonly account?: string;
  /** Columns that say that a row was used up (spent-mac.ts), and the one that says until when it still serves. */
  readonly spent?: { readonly by: readonly string[]; readonly until?: string };
}
