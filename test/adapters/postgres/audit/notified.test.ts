import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { postgresAudit } from '../../../../src/adapters/postgres/audit/audit.ts';
import { publishChange } from '../../../../src/adapters/postgres/database/notifications.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { listeningDatabase } from '../../../helpers/listener.ts';

const secrets = deriveSecrets(['x'.repeat(32)]);
const now = () => new Date();

async function until(what: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 400 && !what(); tries += 1) await sleep(25);
  return what();
}

test('[threat 785] a row that a command writes into the trail wakes the sealer of every server', async (t) => {
  const { database, heard } = await listeningDatabase(t);
  await postgresAudit(database, secrets, now).record({ act: 'logout' });
  t.true(await until(() => heard.includes('trail')));
});

test('a row that a server writes is told to its own sealer, and is not notified', async (t) => {
  const { database, heard } = await listeningDatabase(t);
  let told = 0;
  const note = (): void => {
    told += 1;
  };
  await postgresAudit(database, secrets, now, note).record({ act: 'logout' });
  await publishChange(database, 'keys');
  t.true(await until(() => heard.includes('keys')));
  t.deepEqual([told, heard], [1, ['keys']]);
});
