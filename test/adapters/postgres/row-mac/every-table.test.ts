import test from 'ava';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { boundTables } from '../../../../src/adapters/postgres/row-mac/bound-tables.ts';
import { unboundTables } from '../../../../src/adapters/postgres/row-mac/unbound-tables.ts';
import { freshDatabase } from '../../../helpers/database.ts';

const { connection, drop } = await freshDatabase();
const database = openDatabase(connection, 1);
interface Column {
  readonly table: string;
  readonly column: string;
}

const columns = await database.run<{ rows: Column[] }>((sql) =>
  sql.raw(`select c.table_name as table, c.column_name as column
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'`),
);
const tables = new Map<string, Set<string>>();
for (const { table, column } of columns.rows) tables.set(table, (tables.get(table) ?? new Set<string>()).add(column));

test.after.always(async () => {
  await database.close();
  await drop();
});

const bound = Object.keys(boundTables);
const excused = Object.keys(unboundTables);

test('[A11] every table is bound, or exempted with a reason', (t) => {
  const known = [...bound, ...excused];
  t.deepEqual([...tables.keys()].filter((table) => !known.includes(table)).toSorted(), []);
  t.deepEqual(
    known.filter((table) => !tables.has(table)),
    [],
    'no name is of a table that is gone',
  );
  t.deepEqual(known.toSorted(), [...new Set(known)].toSorted(), 'each table is in one list');
  for (const [table, reason] of Object.entries(unboundTables)) t.true(reason.length > 20, table);
});

test('[A11] a bound table has a MAC, and every column that is bound', (t) => {
  for (const [table, { key, columns: covered }] of Object.entries(boundTables)) {
    const there = tables.get(table) ?? new Set();
    t.true(there.has('mac'), table);
    t.deepEqual(
      covered.filter((column) => !there.has(column)),
      [],
      table,
    );
    t.deepEqual(
      key.filter((column) => !(covered as readonly string[]).includes(column)),
      [],
      `${table}: its key is bound`,
    );
  }
});

/** Columns of bound tables that are not bound: each only removes a right, as the description of its table says. */
const unboundColumns: Readonly<Record<string, readonly string[]>> = {
  accounts: ['mailbox_hmac'],
  holds: ['try_at'],
  links: ['used_at'],
  account_codes: ['tries'],
  contact_codes: ['tries'],
  credentials: ['step', 'last_used_at'],
  recoveries: ['expires_at'],
  key_changes: ['expires_at'],
  data_updates: ['expires_at'],
  facilitador_drafts: ['expires_at'],
  facilitador_invitations: ['try_at'],
  company_changes: ['try_at'],
  exports: ['try_at'],
  cases: ['content', 'ended_at'],
  oidc_device_code: ['polled_at'],
  oidc_refresh_token: ['repeats'],
  own_sessions: ['used_at'],
  desk_calls: ['opened_at'],
  files: ['try_at'],
  staff_authenticators: ['step', 'last_used_at'],
  staff_sessions: ['used_at'],
  platform_uses: ['first_at', 'last_at', 'scopes'],
  logout_notices: ['attempts', 'due_at', 'last_error'],
  event_notices: ['attempts', 'due_at', 'last_error'],
};

test('[A11] a column that is added to a bound table is bound, or exempted', (t) => {
  for (const [table, { columns: covered }] of Object.entries(boundTables)) {
    const others = [...(tables.get(table) ?? [])].filter(
      (column) => column !== 'mac' && !(covered as readonly string[]).includes(column),
    );
    t.deepEqual(others.toSorted(), [...(unboundColumns[table] ?? [])].toSorted(), table);
  }
});
