import { digestOf } from '../../src/adapters/postgres/accounts/account-dependents.ts';
import { type BoundTableName, boundTable, isBound } from '../../src/adapters/postgres/row-mac/bound-tables.ts';
import type { RowMacs } from '../../src/adapters/postgres/row-mac/row-macs.ts';
import type { Row } from './tables/made.ts';

/** What the schema gives to bound columns that a maker leaves out, where it is not null. */
const defaults: Readonly<Record<string, Row>> = {
  accounts: { version: 1 },
  provisional_keys: { needs_mailbox: false },
};

/** Signs the rows of some accounts as the product does, and digests in each account the rows that belong to it. */
export function signBatch(batch: Map<string, Row[]>, macs: RowMacs): void {
  for (const [table, rows] of batch)
    if (table !== 'accounts' && isBound(table))
      batch.set(
        table,
        rows.map((row) => signed(macs, table, row)),
      );
  const dependents = dependentsIn(batch);
  const accounts = batch.get('accounts') ?? [];
  batch.set(
    'accounts',
    accounts.map((row) => signed(macs, 'accounts', { ...row, dependents: digestOf(dependents.get(row.id) ?? []) })),
  );
}

function signed(macs: RowMacs, table: BoundTableName, row: Row): Row {
  const empty = Object.fromEntries(boundTable(table).columns.map((column) => [column, null]));
  return macs.signed(table, { ...empty, ...defaults[table], ...row });
}

/** MACs by account, in the order in which the product digests them: requests, keys, credentials, mandates, each by id. */
function dependentsIn(batch: ReadonlyMap<string, readonly Row[]>): ReadonlyMap<unknown, Buffer[]> {
  const found = new Map<unknown, Buffer[]>();
  const hanging = [
    ...byId(batch.get('holds')).filter(({ state, undo }) => state === 'waiting' || state === 'desk' || undo),
    ...byId(batch.get('provisional_keys')).filter(({ ended_at }) => !ended_at),
    ...byId(batch.get('credentials')),
    ...byId(batch.get('mandates')),
  ];
  for (const { account_id, mac } of hanging) found.set(account_id, [...(found.get(account_id) ?? []), mac as Buffer]);
  return found;
}

const byId = (rows: readonly Row[] = []): readonly Row[] =>
  rows.toSorted((one, other) => (String(one.id) < String(other.id) ? -1 : 1));
