import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { publishChange, subscribeToChanges } from '../../../../src/adapters/postgres/database/notifications.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { freshDatabase } from '../../../helpers/database.ts';
import { openDatabaseRelay } from '../../../helpers/database-relay.ts';
import { listeningDatabase } from '../../../helpers/listener.ts';
import { withinMs } from '../../../helpers/within-ms.ts';

async function until(what: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200 && !what(); tries += 1) await sleep(50);
  return what();
}

test('a notification of one process reaches another, also after the connection was lost', async (t) => {
  const { database, heard } = await listeningDatabase(t);
  for (let tries = 0; tries < 100 && heard.length === 0; tries += 1) {
    await publishChange(database, 'keys');
    await sleep(50);
  }
  t.true(heard.length > 0 && heard.every((what) => what === 'keys'), heard.join());
  await database.run((sql) =>
    sql.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    ),
  );
  t.true(await until(() => heard.includes('missed')), 'said once when it is back: something may have been missed');
});

test('a rebuilt provider publishes the current keys, and no request fails meanwhile', async (t) => {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const keys = async () =>
    ((await (await fetch(`${app.issuer}/oidc/jwks`)).json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
  const before = await keys();
  t.is(before.length, 2);
  await app.database.run((sql) => sql('keyring').where({ id: before[1] }).delete());
  const asked = Promise.all(
    Array.from({ length: 30 }, () =>
      fetch(`${app.issuer}/.well-known/openid-configuration`).then(({ status }) => status),
    ),
  );
  await app.rebuild();
  t.deepEqual([...new Set(await asked)], [200]);
  const after = await keys();
  t.is(after.length, 2);
  t.is(after.filter((kid) => before.includes(kid)).length, 1);
});

test('[A16] only the known payloads of the channel are handled', async (t) => {
  let unknown = 0;
  const { database, heard } = await listeningDatabase(t, () => {
    unknown += 1;
  });
  for (let tries = 0; tries < 100 && heard.length === 0; tries += 1) {
    await publishChange(database, 'clients');
    await sleep(50);
  }
  heard.length = 0;
  for (const word of ['', 'missed', 'KEYS', 'keys ', 'clientes'])
    await database.run((sql) => sql.raw('select pg_notify(?, ?)', ['clave_sence', word]));
  await publishChange(database, 'keys');
  t.true(await until(() => heard.includes('keys')));
  t.deepEqual(heard, ['keys']);
  t.is(unknown, 5);
});

test('[B1] a listener whose connection went silent, or leads to a read-only server, reconnects', async (t) => {
  const { connection, drop } = await freshDatabase();
  const relay = await openDatabaseRelay(connection);
  const database = openDatabase(connection, 2);
  const heard: string[] = [];
  const subscription = subscribeToChanges(
    relay.connection,
    (what) => void heard.push(what),
    () => {},
    { everyMs: 200, answerMs: 300 },
  );
  t.teardown(async () => {
    await subscription.close();
    await relay.close();
    await database.close();
    await drop();
  });
  const missed = () => heard.filter((what) => what === 'missed').length;
  for (let tries = 0; tries < 100 && heard.length === 0; tries += 1) {
    await publishChange(database, 'keys');
    await sleep(50);
  }
  relay.strand();
  t.true(await until(() => missed() === 1));
  await publishChange(database, 'clients');
  t.true(await until(() => heard.at(-1) === 'clients'));
  const name = connection.database;
  await database.run((sql) => sql.raw(`alter database ${name} set default_transaction_read_only = on`));
  relay.strand();
  await sleep(2500);
  t.is(missed(), 1, 'a server that takes no writes sends nothing');
  await database.run((sql) => sql.raw(`alter database ${name} reset default_transaction_read_only`));
  t.true(await until(() => missed() === 2));
});

test('[B1] closing a listener does not wait for a silent server', async (t) => {
  const { connection, drop } = await freshDatabase();
  const relay = await openDatabaseRelay(connection);
  const heard: string[] = [];
  const subscription = subscribeToChanges(relay.connection, (what) => void heard.push(what));
  await sleep(300);
  relay.freeze();
  const start = performance.now();
  await subscription.close();
  t.true(performance.now() - start < withinMs(1000));
  await relay.close();
  await drop();
});

test('[B1] a listener reports that its connection is lost, and that it does not listen meanwhile', async (t) => {
  const { connection, drop } = await freshDatabase();
  const relay = await openDatabaseRelay(connection);
  let lost = 0;
  const watch = { everyMs: 200, answerMs: withinMs(300) };
  const onLost = (): void => {
    lost += 1;
  };
  const subscription = subscribeToChanges(relay.connection, () => undefined, undefined, watch, onLost);
  await subscription.listening;
  t.true(subscription.isListening());
  relay.freeze();
  t.true(await until(() => lost > 0));
  t.false(subscription.isListening());
  await subscription.close();
  await relay.close();
  await drop();
});
