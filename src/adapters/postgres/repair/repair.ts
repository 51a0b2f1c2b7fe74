import type { RepairRefusal } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { accountRows } from '../accounts/account-rows.ts';
import type { Database } from '../database/database.ts';
import type { BoundTableName } from '../row-mac/bound-tables.ts';
import type { Row } from '../row-mac/canonical-row.ts';
import { alarmKey } from '../row-mac/row-alarms.ts';
import { nameOf, rowMacs } from '../row-mac/row-macs.ts';
import { versionAfter } from '../row-mac/versioned-rows.ts';
import { faultOf, findRow, whereOf } from './find-row.ts';

/** Names one row: the table, and the values of its key. */
interface RowName {
  readonly table: BoundTableName;
  readonly words: readonly string[];
}

export class RepairRefused extends Error {
  readonly why: RepairRefusal;

  constructor(why: RepairRefusal) {
    super(why);
    this.name = 'RepairRefused';
    this.why = why;
  }
}

/** Tables whose rows depend on nothing and are needed: they are signed, never removed. */
const KEPT: ReadonlySet<BoundTableName> = new Set(['accounts', 'signed_tables']);

/**
 * Repairs a row that does not verify, after a restore or a fault of the product. Each act runs in the transaction of
 * the caller, who records it in the trail; it gives the account of the row and throws RepairRefused.
 */
export function rowRepairs(database: Database, secrets: KeyMaterial) {
  const { run } = database;
  const macs = rowMacs(secrets);
  const accounts = accountRows(database, secrets);

  const alarmOf = ({ table, words }: RowName) =>
    run<{ account_id: string | null } | undefined>((sql) =>
      sql('row_alarms')
        .where({ table_name: table, row_key: alarmKey(words.join(' ')) })
        .first('account_id'),
    );
  const forget = (table: BoundTableName, row_key: string): Promise<void> =>
    run((sql) =>
      sql('row_alarms')
        .where({ table_name: table, row_key: alarmKey(row_key) })
        .delete(),
    );

  /** Locks the account on which a row depends; its own MAC must fit. */
  const lockHolder = async (id: string | undefined) => {
    const account = id === undefined ? undefined : await accounts.lockAsItIs(id);
    if (account && macs.fault('accounts', account)) throw new RepairRefused('account-first');
    return account;
  };
  /** Records in an account its current dependents; an alarm of its own without a cause any more is removed. */
  const noteInHolder = async (account: Awaited<ReturnType<typeof lockHolder>>): Promise<void> => {
    if (!account) return;
    if (await isOff('accounts', account.id)) await accounts.signAsItIs(account);
    await forget('accounts', account.id);
  };
  const isOff = async (table: BoundTableName, ...words: string[]): Promise<boolean> => {
    const row = await findRow(database, table, words);
    return row !== undefined && faultOf(macs, table, row) !== undefined;
  };

  return {
    /** Signs a row as it is; an account with its dependents, another row in its account, too. */
    async sign({ table, words }: RowName): Promise<string | undefined> {
      const found = await findRow(database, table, words);
      if (!found) throw new RepairRefused('no-row');
      const { accountId } = nameOf(table, found);
      if (table === 'accounts') return signAccount(words);
      const account = await lockHolder(accountId);
      await signRow(table, words);
      await forget(table, words.join(' '));
      await noteInHolder(account);
      return accountId;
    },

    /** Removes a row that should not be there, or forgets one that is gone. */
    async remove({ table, words }: RowName): Promise<string | undefined> {
      if (KEPT.has(table)) throw new RepairRefused('not-removable');
      const [found, alarm] = [await findRow(database, table, words), await alarmOf({ table, words })];
      if (!found && !alarm) throw new RepairRefused('no-row');
      const accountId = (found && nameOf(table, found).accountId) ?? alarm?.account_id ?? undefined;
      const account = await lockHolder(accountId);
      if (found) await removeRow({ table, words }, { found, alarmed: alarm !== undefined, accountId });
      await forget(table, words.join(' '));
      await noteInHolder(account);
      return accountId;
    },
  };

  async function signAccount([id = '']: readonly string[]): Promise<string> {
    const account = await accounts.lockAsItIs(id);
    if (!account) throw new RepairRefused('no-row');
    const off = await isOff('accounts', id);
    if (!off && !(await alarmOf({ table: 'accounts', words: [id] }))) throw new RepairRefused('verifies');
    if (off) await accounts.signAsItIs(account);
    await forget('accounts', id);
    return id;
  }

  async function signRow(table: BoundTableName, words: readonly string[]): Promise<void> {
    const where = await whereOf(database, table, words);
    const row = await run<Row | undefined>((sql) => sql(table).where(where).forUpdate().first());
    if (!row) throw new RepairRefused('no-row');
    const version = await versionAfter(database, secrets, { table, row });
    const off = faultOf(macs, table, row) !== undefined || version !== undefined;
    if (!off && !(await alarmOf({ table, words }))) throw new RepairRefused('verifies');
    if (off)
      await run((sql) =>
        sql(table)
          .where(where)
          .update({ ...version, mac: macs.signed(table, { ...row, ...version }).mac }),
      );
  }

  /** A row that verifies is removed where it is recorded, or where its account does not know it. */
  async function removeRow(
    { table, words }: RowName,
    {
      found,
      alarmed,
      accountId,
    }: { readonly found: Row; readonly alarmed: boolean; readonly accountId?: string | undefined },
  ): Promise<void> {
    const off = faultOf(macs, table, found) !== undefined || (accountId && (await isOff('accounts', accountId)));
    if (!off && !alarmed) throw new RepairRefused('verifies');
    const where = await whereOf(database, table, words);
    await run((sql) => sql(table).where(where).delete());
  }
}
