/** A table whose rows grant something. Columns that are not named here can only take away, and are not bound. */
export interface BoundTable {
  /** The columns that name a row for an operator, and find it again. */
  readonly key: readonly string[];
  /** Every column that the MAC covers, the key's included. */
  readonly columns: readonly string[];
  /**
   * Columns of them that the table got once it had signed rows. They are null for none, and the MAC covers one where it
   * holds something: so rows of before verify, and no other hand writes or empties one.
   */
  readonly later?: readonly string[];
  /** The column with the account of the row. */
  readonly account?: string;
  /** Columns that mark a row as used (spent-mac.ts), and the one with the time until which it is still valid. */
  readonly spent?: { readonly by: readonly string[]; readonly until?: string };
}
