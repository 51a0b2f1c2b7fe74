/** What is wrong with a row that has a MAC, as the end of an English sentence: the log has it in this form. */
export type RowFault =
  | 'has no MAC'
  | 'has other dependents than were written'
  | 'is older than the trail says'
  | 'was changed or moved'
  | 'was signed under a key that SECRETS_KEY does not list';

/** Why a row is not repaired. */
export type RepairRefusal = 'account-first' | 'no-row' | 'not-removable' | 'verifies';

/**
 * A row that does not match its MAC: something other than the product wrote it, moved it or restored an older one
 * (floor 15). Nothing is granted by it; the user sees a reference and no detail.
 */
export class TamperedRow extends Error {
  readonly table: string;
  /** Its key as the table has it, in words for an operator; never a secret. */
  readonly row: string;
  /** The same without the middle digits of personal numbers, as a log or a terminal may show it. */
  readonly masked: string;
  /** What is wrong, as the end of an English sentence. */
  readonly reason: string;
  /** The account that the row names, if it names one. */
  readonly accountId: string | undefined;
  /** Whether the row itself verifies, and its account is shut because of another one that was noted before. */
  readonly shut: boolean;

  constructor({ table, row, accountId, reason, shut = false }: Tampering) {
    const shown = masked(row);
    super(`row ${shown} of ${table} ${reason}`);
    this.name = 'TamperedRow';
    this.table = table;
    this.row = row;
    this.masked = shown;
    this.reason = reason;
    this.accountId = accountId;
    this.shut = shut;
  }
}

interface Tampering {
  readonly table: string;
  readonly row: string;
  readonly accountId?: string | undefined;
  /** What is wrong, as the end of a sentence: "has no MAC". */
  readonly reason: string;
  readonly shut?: boolean;
}

/** Hides numbers of people and companies, which name some rows: a log has none (floor 14). */
const masked = (row: string): string => row.replaceAll(/\b(\d{1,2})\d{4,9}(-[\dkK])\b/g, '$1•••$2');
