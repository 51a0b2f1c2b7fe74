import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { queueNames } from '../../../../src/adapters/postgres/database/channel.ts';
import { type Database, openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { claimRows, nextDue } from '../../../../src/adapters/postgres/queues/claim.ts';
import { queueShapes } from '../../../../src/adapters/postgres/queues/shapes.ts';
import { freshDatabase } from '../../../helpers/database.ts';

const MINUTE_MS = 60_000;
const now = new Date('2026-11-29T12:00:00Z');
const before = new Date(now.getTime() - MINUTE_MS);

type Name = (typeof queueNames)[number];

/** Columns of a row that waits in each queue, beside its id. */
const waiting: Readonly<Record<Name, (accountId: string) => object>> = {
  mail: () => ({ channel: 'mail', kind: 'alarm', created_at: before, due_at: before }),
  sms: () => ({ channel: 'sms', kind: 'provisional-key', created_at: before, due_at: before }),
  logouts: (account_id) => ({ client_id: 'uno', account_id, sid: 's', created_at: before, due_at: before }),
  events: (account_id) => ({
    client_id: 'uno',
    account_id,
    event: 'account-enabled',
    subject: account_id,
    created_at: before,
    due_at: before,
  }),
  exports: (account_id) => ({ account_id, device: 'd', asked_at: before, try_at: before, expires_at: now }),
  holds: (account_id) => ({
    account_id,
    kind: 'contest',
    folio: 'f',
    state: 'waiting',
    created_at: before,
    due_at: before,
    try_at: before,
  }),
};

async function open(t: ExecutionContext) {
  const { connection, drop } = await freshDatabase();
  const [one, other] = [openDatabase(connection, 4), openDatabase(connection, 4)];
  t.teardown(async () => {
    await Promise.all([one.close(), other.close()]);
    await drop();
  });
  return { one, other, accounts: Array.from({ length: 12 }, () => randomUUID()) };
}

/** Without the accounts to which the rows belong. */
async function fill({ run, atomically }: Database, name: Name, accounts: readonly string[]): Promise<void> {
  const rows = accounts.map((account) => ({ id: randomUUID(), ...waiting[name](account) }));
  await atomically(async () => {
    await run((sql) => sql.raw("set local session_replication_role = 'replica'"));
    await run((sql) => sql(queueShapes[name].table).insert(rows));
  });
}

const claimOf = (database: Database, name: Name, limit: number) =>
  claimRows<{ id: string }>(
    database,
    queueShapes[name],
    { now, until: new Date(now.getTime() + MINUTE_MS), limit },
    name === 'sms' ? { hour: before, most: 100 } : {},
  );

for (const name of queueNames)
  test(`${name}: two instances never claim the same row, and a claimed row is due again at its instant`, async (t) => {
    const { one, other, accounts } = await open(t);
    await fill(one, name, accounts);
    t.deepEqual(await nextDue(one, queueShapes[name]), before);
    const taken: string[] = [];
    for (let round = 0; round < accounts.length; round += 1) {
      const claims = [one, other, one, other].map((database) => claimOf(database, name, 1));
      for (const rows of await Promise.all(claims)) taken.push(...rows.map(({ id }) => id));
    }
    t.is(taken.length, accounts.length);
    t.is(new Set(taken).size, accounts.length);
    t.deepEqual(await nextDue(one, queueShapes[name]), new Date(now.getTime() + MINUTE_MS));
  });
