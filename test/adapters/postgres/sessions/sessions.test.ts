import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { postgresLogoutQueue } from '../../../../src/adapters/postgres/queues/logout-queue.ts';
import { postgresSessions } from '../../../../src/adapters/postgres/sessions/sessions.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { type Browser, openBrowser } from '../../../helpers/browser.ts';
import { clientFileFor } from '../../../helpers/client-app.ts';
import { freshDatabase } from '../../../helpers/database.ts';
import { type LocalHttp, localHttp } from '../../../helpers/local-http.ts';
import { beginning, eventually, exchange, newCode, tokenStatus, tokensOf } from '../../../helpers/proof/client-app.ts';
import {
  ask,
  clientsFolder,
  freePort,
  SECRETS_KEY,
  type ServerProcess,
  startServer,
} from '../../../helpers/server-process.ts';

const WITHIN_SECONDS = 5;

/** Two processes of one deployment, a receiver of logout tokens, and the sessions as a third process would end them. */
async function open(t: ExecutionContext) {
  const receiver = await localHttp((_request, response) => void response.writeHead(200).end());
  const backchannel_logout_uri = `http://localhost:${receiver.port}/salida`;
  const { connection, drop } = await freshDatabase();
  const { directory: clientsDir, remove } = clientsFolder([clientFileFor('capacita', { backchannel_logout_uri })]);
  const database = openDatabase(connection, 2);
  const env = { EGRESS_ALLOW: `localhost:${receiver.port}` };
  const start = async (issuer?: string): Promise<ServerProcess> => {
    const ports = { port: await freePort(), examplePort: await freePort() };
    return startServer({ connection, clientsDir, ...ports, issuer, env });
  };
  const one = await start();
  const other = await start(one.issuer);
  t.teardown(async () => {
    await Promise.all([one.stop(), other.stop(), database.close(), receiver.close()]);
    remove();
    await drop();
  });
  const secrets = deriveSecrets([SECRETS_KEY]);
  const sessions = postgresSessions(
    database,
    secrets,
    postgresLogoutQueue(database, secrets, () => new Date()),
  );
  return { one, other, receiver, database, sessions };
}

/** Whether a silent request at this process still gets a code with the cookies of a browser. */
async function isIn(server: ServerProcess, browser: Browser): Promise<boolean> {
  const { to } = await beginning(server, 'capacita');
  to.searchParams.set('prompt', 'none');
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const { headers } = await ask(server, to.pathname + to.search, { headers: { cookie } });
  return new URL(headers.location ?? '').searchParams.has('code');
}

const notifiedOnce = (receiver: LocalHttp) => eventually(async () => receiver.asked.length === 1, WITHIN_SECONDS);

test('[security 22] sessions that end in one process are over in every process, and one of them notifies the client, once', async (t) => {
  const { one, other, receiver, database, sessions } = await open(t);
  const browser = openBrowser();
  const { access_token: token } = tokensOf(await exchange(other, await newCode(one, browser, 'capacita')));
  const { id } = await database.run<{ id: string }>((sql) =>
    sql('accounts').where({ identifier: '44000001-0' }).first('id'),
  );
  for (const server of [one, other])
    t.deepEqual([await isIn(server, browser), await tokenStatus(server, token)], [true, 200]);

  t.is(await sessions.endAll(id), 1);
  for (const server of [one, other])
    t.deepEqual([await isIn(server, browser), await tokenStatus(server, token)], [false, 401], 'at the next request');
  t.true(await notifiedOnce(receiver));
  await sleep(3000);
  t.is(receiver.asked.length, 1);
  t.true(receiver.asked[0]?.body.startsWith('logout_token='));
});

test('the sessions, grants and sign-ins of an account are found without reading those of all', async (t) => {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 2);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  const given = '{result,login,accountId}';
  const holders = {
    oidc_session: "payload ->> 'accountId'",
    oidc_grant: "payload ->> 'accountId'",
    oidc_interaction: `payload #>> '${given}'`,
  };
  await database.knex.transaction(async (sql) => {
    await sql.raw('set local enable_seqscan = off');
    for (const [table, holder] of Object.entries(holders)) {
      const plan = await sql.raw(`explain delete from ${table} where split_part(${holder}, '~', 1) = 'x'`);
      t.true(JSON.stringify(plan.rows).includes(`${table}_holder`), table);
    }
  });
});
