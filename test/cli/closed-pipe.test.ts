/** An operator command whose output has no reader (`| head -1`): its work is done, and its exit code is that of it. */
import test from 'ava';
import { openKeyring } from '../../src/adapters/postgres/keyring/keyring.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { Connection } from '../helpers/database.ts';
import { operatorCommand, unreadCommand } from '../helpers/operator-command.ts';
import { openTrail, SECRETS_KEY } from '../helpers/trail.ts';

const SETTINGS = { SECRETS_KEY, CLAVE_POLICY: 'guia' };

const audit = (connection: Connection, ...words: readonly string[]) =>
  unreadCommand('cli/audit.ts')(connection, SETTINGS, words);
const keys = (connection: Connection, ...words: readonly string[]) =>
  unreadCommand('cli/keys.ts')(connection, SETTINGS, words);

/** The keys as the command lists them to a reader: kid, algorithm, purpose, state. */
async function listed(connection: Connection): Promise<readonly (readonly string[])[]> {
  const { output } = await operatorCommand('cli/keys.ts')(connection, SETTINGS, ['list']);
  return output.split('\n').map((line) => line.split(/ +/));
}

test('a verdict that is not read is still the exit code', async (t) => {
  const trail = await openTrail(t);
  await trail.write(3);
  await trail.seal();
  t.is(await audit(trail.connection, 'verify'), 0);
  await trail.tamper(`update audit set act = 'login.succeeded' where id = 2`);
  t.is(await audit(trail.connection, 'verify'), 1);
});

test('an export that is not read ends with 141, and with its own code where it fails', async (t) => {
  const trail = await openTrail(t);
  await trail.writeMany(6_000);
  t.is(await audit(trail.connection, 'export'), 141);
  t.is(await audit({ ...trail.connection, database: 'no-such-database' }, 'export'), 1);
});

test('an act that is not read is done, a refused one is 1, and a wrong command line 2', async (t) => {
  const { connection, database } = await openTrail(t);
  await openKeyring(database, deriveSecrets([SECRETS_KEY]));
  const signing = (await listed(connection)).find(([, algorithm]) => algorithm === 'ES256');
  const [kid = '?'] = signing ?? [];
  t.is(await keys(connection, 'compromise', kid), 0);
  t.false(
    (await listed(connection)).some(([id, , , state]) => id === kid && state === 'signs'),
    'the key that was compromised signs no more',
  );
  t.is(await keys(connection, 'compromise', kid), 1);
  t.is(await keys(connection, 'zork'), 2);
});
