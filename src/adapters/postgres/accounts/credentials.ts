import type { Knex } from 'knex';
import type { Credential, CredentialHolder, Credentials } from '../../../ports/credentials.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { eachOf } from '../row-mac/each-of.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { accountRows } from './account-rows.ts';
import {
  type CredentialRow,
  type CredentialUse,
  lookupOf,
  sealContent,
  toCredential,
  toCredentialRow,
} from './credential-row.ts';

type ReadRow = CredentialRow & CredentialUse;

interface Table {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly accounts: ReturnType<typeof accountRows>;
  readonly rows: BoundRows<ReadRow>;
  readonly now: () => Date;
}

/** Credentials in PostgreSQL; each row is bound, and those of an account are recorded in its row. */
export function postgresCredentials(database: Database, secrets: KeyMaterial, now: () => Date): Credentials {
  const accounts = accountRows(database, secrets);
  const rows = boundRows<ReadRow>(database, rowMacs(secrets), 'credentials');
  const table: Table = { database, secrets, accounts, rows, now };
  return {
    of: (holder) => ofHolder(table, holder),
    ofAccount: (account_id) => inForce(table, { account_id }),
    foundBy: async (kind, finds) => (await inForce(table, { kind, lookup: lookupOf(kind, finds) }))[0],
    add: (added) => add(table, added),
    remove: (accountId, ids) =>
      accounts.changeDependents(accountId, () => removeRows(table, accountId, (rows) => rows.whereIn('id', [...ids]))),
    removeBrowsers: (accountId) =>
      accounts.changeDependents(accountId, () => removeRows(table, accountId, (rows) => rows.where('kind', 'device'))),
    removeExpired: (limit) => removeExpired(table, limit),
    rename: (accountId, id, label) =>
      accounts.changeDependents(accountId, () => rename(table, { account_id: accountId, id }, label)),
    use: (id, step) => use(table, id, step),
    noteUse: (id) => noteUse(table, id),
  };
}

const ofHolder = (table: Table, { accountId, actor }: CredentialHolder): Promise<readonly Credential[]> =>
  inForce(table, { account_id: accountId, actor: actor ?? null });

async function inForce({ rows, secrets, now }: Table, which: Partial<CredentialRow>): Promise<readonly Credential[]> {
  const found = await rows.all((credentials) => credentials.where(which).orderBy(['created_at', 'id']));
  return found
    .map((row) => toCredential(secrets, row))
    .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now());
}

async function add({ accounts, rows, secrets, now }: Table, added: Parameters<Credentials['add']>[0]): Promise<void> {
  const [first] = added;
  if (!first) return;
  const fresh = added.map((one) => ({ ...toCredentialRow(secrets, one, now()), step: String(one.step ?? 0) }));
  await accounts.changeDependents(first.accountId, async () => {
    for (const row of fresh) await rows.insert({ ...row, last_used_at: null });
  });
}

type Which = (rows: Knex.QueryBuilder) => Knex.QueryBuilder;

const removeRows = ({ database }: Table, account_id: string, which: Which): Promise<number> =>
  database.run<number>((sql) => which(sql('credentials').where({ account_id })).delete());

/** Account by account, since each records its own. */
async function removeExpired(table: Table, limit: number): Promise<boolean> {
  const expired: Which = (rows) => rows.where('expires_at', '<=', table.now());
  const owners = await table.database.run<readonly Pick<CredentialRow, 'account_id'>[]>((sql) =>
    expired(sql('credentials')).distinct('account_id').limit(limit),
  );
  await eachOf(owners, ({ account_id }) =>
    table.accounts.changeDependents(account_id, () => removeRows(table, account_id, expired)),
  );
  return owners.length === limit;
}

async function rename(
  { rows, secrets }: Table,
  which: Pick<CredentialRow, 'account_id' | 'id'>,
  label: string,
): Promise<boolean> {
  const renamed = await rows.edit(
    (credentials) => credentials.where(which),
    (row) => ({ content: sealContent(secrets, { ...toCredential(secrets, row), label }) }),
  );
  return renamed.length === 1;
}

/** One statement decides, so that of two uses of one step at the same time one wins. */
async function use({ database, now }: Table, id: string, step: number): Promise<boolean> {
  const used = await database.run<number>((sql) =>
    sql('credentials').where({ id }).where('step', '<', step).update({ step, last_used_at: now() }),
  );
  return used === 1;
}

async function noteUse({ database, now }: Table, id: string): Promise<boolean> {
  const noted = await database.run<number>((sql) =>
    sql('credentials').where({ id, step: 0 }).update({ last_used_at: now() }),
  );
  return noted === 1;
}
