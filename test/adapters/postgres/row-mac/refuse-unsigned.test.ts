import test from 'ava';
import { down, refuseUnsignedIn, up } from '../../../../migrations/20261129050000-refuse-unsigned.ts';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import {
  type BoundTableName,
  boundTable,
  boundTables,
} from '../../../../src/adapters/postgres/row-mac/bound-tables.ts';
import { freshDatabase } from '../../../helpers/database.ts';

const { connection, drop } = await freshDatabase('people');
const database = openDatabase(connection, 1);
await up(database.knex);
// Of tables that came later: the template of the tests has no triggers.
await refuseUnsignedIn(database.knex, 'desk_calls', ['opened_at']);
await refuseUnsignedIn(database.knex, 'files', ['try_at']);
await refuseUnsignedIn(database.knex, 'facilitador_requests', []);
await refuseUnsignedIn(database.knex, 'mandates', []);
await refuseUnsignedIn(database.knex, 'portal_clients', []);
await refuseUnsignedIn(database.knex, 'platform_records', []);
await refuseUnsignedIn(database.knex, 'machines', []);
await refuseUnsignedIn(database.knex, 'facilitador_drafts', ['expires_at']);
await refuseUnsignedIn(database.knex, 'facilitador_invitations', ['try_at']);
await refuseUnsignedIn(database.knex, 'member_invitations', []);
await refuseUnsignedIn(database.knex, 'staff', []);
await refuseUnsignedIn(database.knex, 'staff_authenticators', ['step', 'last_used_at']);
await refuseUnsignedIn(database.knex, 'staff_sessions', ['used_at']);
await refuseUnsignedIn(database.knex, 'credentials', ['step', 'last_used_at']);
for (const table of ['case_messages', 'case_evidence', 'desk_alarms', 'reserved_accounts'])
  await refuseUnsignedIn(database.knex, table, []);

test.after.always(async () => {
  await database.close();
  await drop();
});

const update = (change: object) => database.run<number>((sql) => sql('accounts').update(change));
const refused = { message: /a version of Clave Sence that signs no rows is running, and has to be stopped/ };

test.serial(
  '[A11, threat 98] a version that signs no rows is refused beside one that does, with the reason',
  async (t) => {
    await t.throwsAsync(update({ known_login_at: new Date() }), refused);
    await t.throwsAsync(
      database.run((sql) => sql('accounts').insert({ id: '0f0e0d0c-0b0a-4908-8706-050403020100' })),
      refused,
    );
    t.true((await update({ mailbox_hmac: null })) > 0, 'what no MAC covers is written freely');
  },
);

test.serial('[A11] every bound table refuses, except for columns that no MAC covers', async (t) => {
  const { rows } = await database.run<{ rows: { table: string; said: string }[] }>((sql) =>
    sql.raw(`select event_object_table as table, coalesce(action_condition, '') as said
      from information_schema.triggers where trigger_name = 'refuse_unsigned_change'`),
  );
  const tables = (Object.keys(boundTables) as BoundTableName[]).filter((name) => name !== 'signed_tables');
  t.deepEqual(rows.map(({ table }) => table).toSorted(), tables.toSorted());
  for (const { table, said } of rows) {
    const watched = [...said.matchAll(/new\.(\w+)/g)].map(([, name]) => name).filter((name) => name !== 'mac');
    t.deepEqual(watched.toSorted(), [...boundTable(table as BoundTableName).columns].toSorted(), table);
  }
});

test.serial('the migration can be taken back', async (t) => {
  await down(database.knex);
  t.true((await update({ known_login_at: new Date() })) > 0);
  await up(database.knex);
});
