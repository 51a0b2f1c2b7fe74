import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Account } from '../../../domain/account.ts';
import type { RowFault } from '../../../locales/es-CL/operator/row-faults.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type AccountRow, toRow } from './account-row.ts';
import { carryVersion } from './carry-version.ts';

/** Said of an account whose rows came back, went or were put in by themselves. */
export const OTHER_DEPENDENTS: RowFault = 'has other dependents than were written';

/** What is read beside the row, and stands in no column. */
interface Beside {
  readonly dependent_macs: readonly Buffer[];
  readonly alarmed: boolean;
}

/** A row of an account as it must be read to be checked: with `BESIDE`. */
export type ReadAccount = AccountRow & Beside;

/** MACs of what must neither come back nor go by itself: requests that wait or may be undone, and the key that was sent. */
const DEPENDENTS = `array(select mac from holds where account_id = accounts.id
      and (state in ('waiting', 'desk') or undo is not null) order by id)
    || array(select mac from provisional_keys where account_id = accounts.id and ended_at is null order by id)`;

/** Columns that stand beside those of `accounts` wherever an account is read. */
export const BESIDE = `${DEPENDENTS} as dependent_macs,
    exists (select from row_alarms where row_alarms.account_id = accounts.id) as alarmed`;

/** A new account: nothing hangs from it, and nobody has contested, closed or signed out. */
const FRESH = {
  contested_at: null,
  closed_at: null,
  sessions_ended_at: null,
  session_kept: null,
  version: 1,
  dependents: null,
} as const;

/** Columns that are written by their own name. */
export type Marks = Partial<
  Pick<
    AccountRow,
    'contested_at' | 'closed_at' | 'sessions_ended_at' | 'session_kept' | 'state' | 'contest' | 'email_confirmed_at'
  >
>;

/**
 * The one place where rows of accounts are checked and written (floor 15): whoever reads one takes it from here, and
 * each writing raises its version.
 */
export function accountRows(database: Database, secrets: KeyMaterial) {
  const { run, atomically } = database;
  const macs = rowMacs(secrets);

  const checked = (row: ReadAccount): AccountRow => {
    const own = ownOf(row);
    macs.checked('accounts', own);
    if (row.alarmed)
      throw new TamperedRow({ ...nameOf(own), reason: 'is shut: a row of it did not verify', shut: true });
    if (!hasItsDependents(row)) throw new TamperedRow({ ...nameOf(own), reason: OTHER_DEPENDENTS });
    return own;
  };
  /** The account that was asked for by its id. */
  const named = (row: ReadAccount, id: string): AccountRow => {
    const own = checked(row);
    assertAsAsked('accounts', own, { id });
    return own;
  };
  const read = (which: (accounts: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<ReadAccount | undefined> =>
    run((sql) => which(sql('accounts')).first('accounts.*', sql.raw(BESIDE)));
  const lock = async (id: string): Promise<AccountRow | undefined> => {
    const row = await read((accounts) => accounts.where({ id }).forUpdate());
    if (!row || hasItsDependents(row)) return row && named(row, id);
    // Where the lock was waited for, PostgreSQL gives the newest row beside dependents of before: both are read again.
    const latest = await read((accounts) => accounts.where({ id }));
    return latest && named(latest, id);
  };
  const dependentsNow = async (id: string): Promise<Buffer | null> => {
    const now = await run<{ macs: readonly Buffer[] } | undefined>((sql) =>
      sql('accounts')
        .where({ id })
        .first(sql.raw(`${DEPENDENTS} as macs`)),
    );
    return digestOf(now?.macs ?? []);
  };
  const write = async (before: AccountRow, after: object): Promise<void> => {
    const version = before.version + 1;
    const { id, ...columns } = macs.signed('accounts', { ...before, ...after, version });
    await run((sql) => sql('accounts').where({ id }).update(columns));
    carryVersion(database, secrets, { id, version });
  };

  return {
    /** The row as it was read with `BESIDE`; throws TamperedRow. */
    checked: (row: ReadAccount | undefined): AccountRow | undefined => row && checked(row),

    find: async (id: string): Promise<AccountRow | undefined> => {
      const row = await read((accounts) => accounts.where({ id }));
      return row && named(row, id);
    },

    /** Takes the row for this transaction; throws TamperedRow. */
    lock,

    /** A row that is in no table and verifies: to read it costs what it costs to read one. */
    madeUp: (account: Account): ReadAccount => ({
      ...macs.signed('accounts', { ...toRow(account, secrets), ...FRESH }),
      dependent_macs: [],
      alarmed: false,
    }),

    async insert(account: Account): Promise<void> {
      const row = { ...toRow(account, secrets), ...FRESH };
      await run((sql) => sql('accounts').insert(macs.signed('accounts', row)));
    },

    /** Writes an account over the row that was locked. */
    save: (before: AccountRow, account: Account): Promise<void> => write(before, toRow(account, secrets)),

    /** Writes some columns over the row that was locked. */
    mark: (before: AccountRow, marks: Marks): Promise<void> => write(before, marks),

    /** Changes what hangs from an account, while nobody else does, and notes in its row what does so now. */
    changeDependents: <T>(id: string, change: () => Promise<T>): Promise<T> =>
      atomically(async () => {
        const before = await lock(id);
        const result = await change();
        const dependents = await dependentsNow(id);
        if (before && !sameDigest(before.dependents, dependents)) await write(before, { dependents });
        return result;
      }),

    /** Takes the row for this transaction as it is, checked by nothing: for a repair alone. */
    lockAsItIs: async (id: string): Promise<AccountRow | undefined> => {
      const row = await read((accounts) => accounts.where({ id }).forUpdate());
      return row && ownOf(row);
    },

    /**
     * Signs the row that was locked as it is, with what hangs from it now: for a repair alone. Its version goes on from the
     * last one in the trail, whatever the row says.
     */
    signAsItIs: async (row: AccountRow): Promise<void> => {
      const last = await run<{ version: number | null } | undefined>((sql) =>
        sql('audit').where({ account_id: row.id }).max('account_version as version').first(),
      );
      await write({ ...row, version: last?.version ?? 0 }, { dependents: await dependentsNow(row.id) });
    },
  };
}

const nameOf = ({ id }: AccountRow) => ({ table: 'accounts', row: id, accountId: id }) as const;

/** The row without what was read beside it. */
const ownOf = ({ dependent_macs, alarmed, ...own }: ReadAccount): AccountRow => own;

/** What an account notes of the rows that hang from it: SHA-256 over their MACs, in their order; null for none. */
export const digestOf = (macs: readonly (Buffer | null)[]): Buffer | null =>
  macs.length === 0
    ? null
    : createHash('sha256')
        .update(Buffer.concat(macs.map((mac) => mac ?? Buffer.alloc(1))))
        .digest();

/** Whether what hangs from an account is what was written. */
export const hasItsDependents = ({ dependents, dependent_macs }: ReadAccount): boolean =>
  sameDigest(dependents, digestOf(dependent_macs));

const sameDigest = (one: Buffer | null, other: Buffer | null): boolean =>
  one && other ? one.equals(other) : one === other;
