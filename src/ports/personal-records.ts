import type { Account } from '../domain/account.ts';
import type { Actor } from './companies.ts';

/** A line that the house keeps about somebody, by names that this person understands. */
export type PersonalRow = Readonly<Record<string, string | number | boolean | Date | undefined>>;

/** What one table knows of somebody. */
export interface PersonalSection {
  readonly table: string;
  readonly title: string;
  readonly rows: readonly PersonalRow[];
}

/** Everything that the house knows of the holder of an account. */
export interface PersonalRecords {
  /**
   * Table by table; of a company only what concerns whoever acts, and no other person. Never hashes, numbers of cards,
   * tokens or answers.
   */
  of(account: Account, actor: Actor | undefined): Promise<readonly PersonalSection[]>;
}
