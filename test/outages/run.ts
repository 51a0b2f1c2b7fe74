/**
 * `npm run outages`: a silent, partly failed, slow, stopped, restarted and read-only PostgreSQL behind a relay, and
 * what users, clients and operators observe of each; last a PgBouncer in both modes.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLocalPostgres } from '../../src/dev/postgres/local-server.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import { openDatabaseRelay } from '../helpers/database-relay.ts';
import { memoryFolder } from '../helpers/memory-folder.ts';
import { type Closers, runBody } from '../helpers/proof/ground.ts';
import { clientsFolder, freePort, type ServerProcess, startServer } from '../helpers/server-process.ts';
import { deskMeanwhile } from './desk.ts';
import { measure } from './measure.ts';
import { pgbouncer } from './pgbouncer.ts';
import { CLIENT, everyRequest } from './requests.ts';
import { restartUnderLoad } from './restart.ts';
import { type Standby, startStandby } from './standby.ts';
import { startWhileSilent } from './start-silent.ts';

const settings = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' };

await runBody(async (checks, short, closers) => {
  const folder = newFolder(closers);
  const [data, copy] = [path.join(folder, 'a'), path.join(folder, 'b')];
  const start = () => startLocalPostgres({ folder: data, log: console.error, settings });
  let postgres = await start();
  closers.push(() => postgres.stop());
  const relay = await openDatabaseRelay(postgres.connection);
  closers.push(() => relay.close());
  const clients = clientsFolder([clientFileFor(CLIENT)]);
  closers.push(clients.remove);
  const open = async (issuer?: string): Promise<ServerProcess> => {
    const ports = { port: await freePort(), examplePort: await freePort() };
    const server = await startServer({ connection: relay.connection, clientsDir: clients.directory, ...ports, issuer });
    closers.push(() => server.kill());
    return server;
  };
  const server = await open();
  const desk = await deskMeanwhile(relay.connection, server);
  const requests = [...(await everyRequest(server)), ...desk.requests];
  const measured = { checks, server, requests, beside: () => open(server.issuer) };
  const standby: { now?: Standby } = {};
  closers.push(() => standby.now?.stop());

  await measure(measured, { name: 'Silent: accepts, and says nothing', begin: relay.freeze, end: relay.thaw });
  await startWhileSilent(checks, relay, open);
  await measure(measured, {
    name: 'Slow: 1 s more for each answer',
    mayServe: true,
    begin: () => relay.delay(1000),
    end: () => relay.delay(0),
  });
  if (!short)
    await measure(measured, {
      name: 'Slow: 0.3 s more for each answer',
      mayServe: true,
      begin: () => relay.delay(300),
      end: () => relay.delay(0),
    });
  await measure(measured, {
    name: 'Stopped',
    begin: () => postgres.stop(),
    end: async () => {
      postgres = await start();
    },
  });
  await restartUnderLoad(checks, server, async () => {
    await postgres.stop();
    postgres = await start();
  });
  const behind = { connection: postgres.connection, clientsDir: clients.directory, folder, closers };
  await pgbouncer(checks, behind, short);
  await measure(measured, {
    name: 'Failover: the way leads to a standby, which is promoted later',
    begin: async () => {
      await postgres.stop();
      standby.now = await startStandby(data, copy, postgres.connection);
      relay.lead(standby.now.connection);
    },
    end: () => standby.now?.promote(),
  });
  await desk.judge(checks);
}, 6);

/** In memory where there is room, and with a short path: that of a socket may have 107 bytes. */
function newFolder(closers: Closers): string {
  const inMemory = memoryFolder(fileURLToPath(new URL('../../', import.meta.url)));
  const folder = mkdtempSync(path.join(inMemory ? path.dirname(inMemory) : '/tmp', 'outages-'));
  // PostgreSQL and PgBouncer run as another user where this is root.
  chmodSync(folder, 0o755);
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
