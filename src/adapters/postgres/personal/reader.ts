import type { Account } from '../../../domain/account.ts';
import { parsePrincipalId } from '../../../domain/principal-id.ts';
import type { Actor } from '../../../ports/companies.ts';
import type { PersonalRow } from '../../../ports/personal-records.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { isBound } from '../row-mac/bound-tables.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

/** Whose data are gathered, and with what. */
export interface Reader {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly now: () => Date;
  readonly account: Account;
  /** The user who acts, where the account is a company's. */
  readonly actor: Actor | undefined;
}

/** How a table is read for a person. */
export interface Reading {
  read(reader: Reader): Promise<readonly PersonalRow[]>;
}

/** A table that is not given, and why. */
export interface Nothing {
  readonly why: string;
}

/** Whether something belongs to the reader: what another representative of the company did does not. */
export function isMine({ account, actor }: Pick<Reader, 'account' | 'actor'>, subject: unknown): boolean {
  return account.profile !== 'juridica' || (actor !== undefined && subject === actor.subject);
}

/**
 * Whether a session or a grant, by its holder in the provider's form, belongs to the reader: of a company what the actor
 * did, of a facilitador whatever company it rests on.
 */
export function isHeld(reader: Pick<Reader, 'account' | 'actor'>, holder: unknown): boolean {
  const { accountId, actorSubject } = parsePrincipalId(String(holder ?? ''));
  return accountId === reader.account.id && isMine(reader, actorSubject);
}

/** A reading of rows of an account, by its id; throws TamperedRow where one does not verify. */
export function ofAccount<Row>(
  table: string,
  order: string,
  toRow: (row: Row, reader: Reader) => PersonalRow,
  mine: (row: Row, reader: Reader) => boolean = () => true,
): Reading {
  return {
    async read(reader) {
      const rows = await reader.database.run<Row[]>((sql) =>
        sql(table).where({ account_id: reader.account.id }).orderBy(order),
      );
      const macs = rowMacs(reader.secrets);
      if (isBound(table)) for (const row of rows) macs.checked(table, row as object);
      return rows.filter((row) => mine(row, reader)).map((row) => toRow(row, reader));
    },
  };
}

/** An instant of a row that may be absent. */
export const when = (at: Date | null): Date | undefined => at ?? undefined;
/** Seconds since 1970, as the provider writes instants. */
export const epoch = (seconds: unknown): Date | undefined =>
  typeof seconds === 'number' ? new Date(seconds * 1000) : undefined;
