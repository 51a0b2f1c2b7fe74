import type { Database } from '../database/database.ts';

type Transactions = Pick<Database, 'transaction'>;

/** Versions that were written in a transaction and that no act of it has carried yet, by account. */
const written = new WeakMap<object, Map<string, number>>();

/** Notes that an account was written anew: the next act about it in this transaction carries its version into the trail. */
export function noteVersion(database: Transactions, accountId: string, version: number): void {
  const transaction = database.transaction();
  if (!transaction) throw new Error('an account was written outside of a transaction');
  const versions = written.get(transaction) ?? new Map<string, number>();
  written.set(transaction, versions.set(accountId, version));
}

/** The version that an act about an account carries; each is carried once. */
export function takeVersion(database: Transactions, accountId: string | undefined): number | undefined {
  const versions = written.get(database.transaction() ?? {});
  if (accountId === undefined || !versions) return undefined;
  const version = versions.get(accountId);
  versions.delete(accountId);
  return version;
}

/** Accounts whose version no act has carried. */
export const uncarriedVersions = (database: Transactions): readonly string[] => [
  ...(written.get(database.transaction() ?? {})?.keys() ?? []),
];
