import test, { type ExecutionContext } from 'ava';
import { postgresAudit } from '../../../../src/adapters/postgres/audit/audit.ts';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { rotateKeys } from '../../../../src/adapters/postgres/keyring/acts.ts';
import { keyringMark, openKeyring } from '../../../../src/adapters/postgres/keyring/keyring.ts';
import { maintainKeyring } from '../../../../src/adapters/postgres/keyring/upkeep.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { after, EMPTIED_MS, PUBLISH_AHEAD_MS, VERIFY_FOR_MS } from '../../../../src/domain/keyring.ts';
import { freshDatabase } from '../../../helpers/database.ts';
import { signEdits } from '../../../helpers/signed-edits.ts';

const start = new Date('2026-11-22T12:00:00Z');
const secrets = deriveSecrets(['a secret that only the keyring of the tests knows']);

async function open(t: ExecutionContext) {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 6);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  return { database, secrets, audit: postgresAudit(database, secrets, () => start) };
}

test('[security 54] processes that start together make each key once', async (t) => {
  const { database } = await open(t);
  const rings = await Promise.all(Array.from({ length: 4 }, () => openKeyring(database, secrets, start)));
  for (const ring of rings) t.deepEqual(ring, rings[0]);
  t.deepEqual(
    rings[0]?.signing.map(({ alg }) => alg),
    ['ES256', 'RS256'],
  );
});

test('[security 54] the mark of the keys changes with what they do, and with nothing else', async (t) => {
  const needs = await open(t);
  const { database } = needs;
  await openKeyring(database, secrets, start);
  const marks: string[] = [];
  const look = async (ms: number) => {
    const now = after(start, ms);
    await maintainKeyring(needs, now);
    const mark = await keyringMark(database, secrets, now);
    t.is((await openKeyring(database, secrets, now)).mark, mark);
    marks.push(mark);
  };
  await look(0);
  await look(1000);
  await rotateKeys(needs, ['ES256'], start);
  for (const ms of [2000, PUBLISH_AHEAD_MS - 1]) await look(ms);
  for (const ms of [PUBLISH_AHEAD_MS, PUBLISH_AHEAD_MS + EMPTIED_MS - 1]) await look(ms);
  for (const ms of [PUBLISH_AHEAD_MS + EMPTIED_MS, PUBLISH_AHEAD_MS + VERIFY_FOR_MS - 1]) await look(ms);
  for (const ms of [PUBLISH_AHEAD_MS + VERIFY_FOR_MS, PUBLISH_AHEAD_MS + VERIFY_FOR_MS + 1000]) await look(ms);
  const [first, second, third, fourth, fifth] = [0, 2, 4, 6, 8].map((place) => {
    t.is(marks[place], marks[place + 1]);
    return marks[place];
  });
  t.is(new Set([first, second, third, fourth, fifth]).size, 5);
});

test('[security 54] an attacker who writes to the database publishes no key of their own', async (t) => {
  const { database } = await open(t);
  await openKeyring(database, secrets, start);
  const foreign = JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' });
  for (const material of [Buffer.from(foreign), deriveSecrets(['another secret, of an attacker']).seal(foreign, 'x')]) {
    await database.run((sql) =>
      sql('keyring').insert({ id: 'foreign', purpose: 'signing', algorithm: 'ES256', material, created_at: start }),
    );
    await t.throwsAsync(openKeyring(database, secrets, start), { message: /row foreign of keyring has no MAC/ });
    await signEdits(database.run, secrets);
    await t.throwsAsync(openKeyring(database, secrets, start), { message: /does not list/ });
    await database.run((sql) => sql('keyring').where({ id: 'foreign' }).delete());
  }
  const swap = `update keyring set material = (select material from keyring k where k.algorithm = 'RS256') where algorithm = 'ES256'`;
  await database.run((sql) => sql.raw(swap));
  await t.throwsAsync(openKeyring(database, secrets, start));
});

test('the row of an ended key holds no material, that of any other key always does', async (t) => {
  const { database } = await open(t);
  await openKeyring(database, secrets, start);
  for (const change of [{ material: null }, { ended_at: start }, { compromised: true }])
    await t.throwsAsync(
      database.run((sql) => sql('keyring').where({ algorithm: 'ES256' }).update(change)),
      { message: /keyring_/ },
    );
});
