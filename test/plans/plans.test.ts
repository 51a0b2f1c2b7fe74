import { randomUUID } from 'node:crypto';
import test from 'ava';
import pg from 'pg';
import { checkPlans, slowForeignKeys } from '../../scripts/plans/check.ts';
import { NoRecord, readRecord } from '../../scripts/plans/record-file.ts';
import { makeSample } from '../../scripts/plans/sample.ts';
import type { Statement } from '../../scripts/plans/statement.ts';
import { filledOtherwise, growingTables, smallTables } from '../../scripts/synth/tables.ts';
import type { Database } from '../../src/adapters/postgres/database/database.ts';
import { oidcStore } from '../../src/adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { type FreshDatabase, freshDatabase } from '../helpers/database.ts';

let sample: FreshDatabase;
let client: pg.Client;

test.before(async () => {
  sample = await freshDatabase();
  await makeSample(sample.connection);
  client = new pg.Client({ ...sample.connection });
  await client.connect();
});
test.after.always(async () => {
  await client?.end();
  await sample?.drop();
});

/** The problems that the check reports for statements, in its own words. */
const faultsOf = async (text: string, values: readonly unknown[] = []): Promise<readonly string[]> =>
  (await checkPlans(client, [{ text, values, place: 'a test' }])).flatMap(({ faults }) => faults);

const IDENTIFIER = ['natural', '44000003-7'] as const;

test.serial(
  '[S1] the former look-up of an identifier reads all accounts and fails; the current one passes',
  async (t) => {
    const before = `select * from accounts where profile = $1 and (identifier = $2
    or id in (select account_id from aliases where profile = $1 and identifier = $2)) limit 1`;
    t.deepEqual(await faultsOf(before, IDENTIFIER), ['reads the whole table accounts']);
    const today = `select * from accounts where id in (select id from accounts where profile = $1 and identifier = $2
    union all select account_id from aliases where profile = $1 and identifier = $2) limit 1`;
    t.deepEqual(await faultsOf(today, IDENTIFIER), []);
  },
);

const bad: Readonly<Record<string, readonly [text: string, values?: readonly unknown[]]>> = {
  'a count of a table': ['select count(*) from accounts'],
  'a sort of a table': ['select id from accounts order by key_changed_at limit 10'],
  'an index that is walked until something fits': ['select id from audit where device = $1 order by id limit 1', ['x']],
  'a batch in no order of expired rows among many that live': [
    'delete from throttles where ctid in (select ctid from throttles where window_ends < now() and used > $1 limit 1000)',
    [100],
  ],
  'an index that is read whole': ['select max(length(token_hash)) from links where used_at is null'],
  'half of an index': ['select count(*) from audit where id > $1', ['500']],
  'a small table that grows, by a column without an index': ['select * from exports where device = $1', ['x']],
  'a column without an index': ['update holds set folio = folio where folio = $1', ['x']],
};
for (const [what, [text, values]] of Object.entries(bad))
  test.serial(`[S1] a statement that reads much fails: ${what}`, async (t) => {
    t.not((await faultsOf(text, values)).length, 0);
  });

const good: Readonly<Record<string, readonly [text: string, values?: readonly unknown[]]>> = {
  'one row by its id': ['select * from accounts where id = $1', [randomUUID()]],
  'the newest by an index': ['select * from audit_seals order by number desc limit 1'],
  'what waits, by a partial index': ['select count(*) from outbox where sent_at is null and dead_at is null'],
  'a table that stays small': ['select * from keyring'],
  'a batch by its index': [
    `delete from links where ctid = any(array(select ctid from links where expires_at < now() - interval '30 days'
       order by expires_at limit 1000 for update skip locked))`,
  ],
};
for (const [what, [text, values]] of Object.entries(good))
  test.serial(`[S1] a statement that reads little passes: ${what}`, async (t) => {
    t.deepEqual(await faultsOf(text, values), []);
  });

test.serial(
  '[S2] the queries of refresh and introspection use an index, planned with their values and without',
  async (t) => {
    const statements: Statement[] = [];
    const note = async ({ name, text, values = [] }: pg.QueryConfig) => {
      statements.push({ name, text, values, place: 'the store of the provider' });
      return { rows: [], rowCount: 1 };
    };
    const noted = (inTransaction: boolean) =>
      ({ inTransaction: () => inTransaction, named: note, soon: note }) as unknown as Database;
    const secrets = deriveSecrets(['a secret of this test that is long enough']);
    for (const inTransaction of [true, false]) {
      const store = oidcStore(noted(inTransaction), secrets, async () => {});
      for (const model of ['RefreshToken', 'AccessToken', 'Grant', 'Session', 'AuthorizationCode']) {
        const adapter = store(model);
        await adapter.find('an id');
        await adapter.upsert('an id', { accountId: randomUUID(), grantId: 'a grant', uid: randomUUID() }, 600);
        await adapter.consume('an id');
        await adapter.destroy('an id');
        if (model !== 'Grant' && model !== 'Session') await adapter.revokeByGrantId('a grant');
        if (model === 'Session') await adapter.findByUid('a uid');
      }
    }
    t.true(statements.some(({ text }) => text.includes('oidc_refresh_token') && text.endsWith('for update')));
    const found = await checkPlans(client, statements);
    t.deepEqual(
      found.map(({ faults, statement }) => [statement.name, faults]),
      [],
    );
  },
);

test.serial(
  '[S1] a statement that cannot be planned fails, and a prepared one is planned without its values too',
  async (t) => {
    t.regex((await faultsOf('select * from no_such_table'))[0] ?? '', /cannot be planned: .*no_such_table/);
    const name = 'Session.all';
    const text = 'select * from accounts where simulado = $1 or $1';
    const found = await checkPlans(client, [{ text, values: [false], name, place: 'a test' }]);
    t.is(found[0]?.plans.length, 2);
  },
);

test.serial(
  '[S1] the deletions with an account, and those of every other row that goes with one, use an index',
  async (t) => {
    t.deepEqual(await slowForeignKeys(client), []);
  },
);

test.serial(
  '[S1] every table of the schema is filled with synthetic people, or stays small for a reason',
  async (t) => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    );
    const known = [...growingTables, ...Object.keys(smallTables)];
    t.deepEqual(
      rows.map(({ name }) => name),
      known.toSorted(),
    );
    for (const reason of Object.values({ ...filledOtherwise, ...smallTables })) t.true(reason.length > 5);
    for (const table of growingTables)
      t.is((await client.query(`select from ${table} limit 1`)).rowCount, 1, `${table} has no row`);
  },
);

test.serial('[S1] without a record the check names the command to run first', (t) => {
  t.regex(t.throws(() => readRecord('/nowhere/statements.jsonl'), { instanceOf: NoRecord })?.message ?? '', /npm test/);
});
