import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import pino from 'pino';
import { openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { changeSubscriber, unknownNotifications } from '../../src/app/reload.ts';
import { readConfig } from '../../src/config/config.ts';
import { changedClients } from '../../src/dev/development.ts';
import { localSecrets } from '../../src/dev/local-secrets.ts';
import { VAR } from '../../src/dev/var.ts';
import { clientFileFor, redirectUriOf } from '../helpers/client-app.ts';
import { freshDatabase } from '../helpers/database.ts';
import { ask, clientsFolder, freePort, type ServerProcess, startServer } from '../helpers/server-process.ts';

/** Processes of one deployment, each with a folder of its own. */
async function open(t: ExecutionContext, instances: 1 | 2 = 2, watches: 'on' | 'off' = 'off') {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 2);
  const folders = [clientsFolder([clientFileFor('capacita')]), clientsFolder([clientFileFor('capacita')])];
  const servers: ServerProcess[] = [];
  t.teardown(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    for (const { remove } of folders) remove();
    await database.close();
    await drop();
  });
  for (const { directory } of folders.slice(0, instances)) {
    const ports = { port: await freePort(), examplePort: await freePort() };
    const env = { SIMULATOR_PORT: String(await freePort()), WATCH_CLIENTS: watches };
    servers.push(await startServer({ connection, clientsDir: directory, issuer: servers[0]?.issuer, env, ...ports }));
  }
  const write = (place: 0 | 1, name: string, text: string) =>
    writeFileSync(path.join(folders[place]?.directory ?? '', name), text);
  const remove = (place: 0 | 1, name: string) => rmSync(path.join(folders[place]?.directory ?? '', name));
  return { servers: servers as [ServerProcess, ServerProcess], database, connection, write, remove };
}

/** Whether a process knows a client: it sends the browser to the login, and else shows a page of refusal. */
async function serves(server: ServerProcess, id: string): Promise<boolean> {
  const asked = new URLSearchParams({
    client_id: id,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirectUriOf(id),
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  });
  return (await ask(server, `/oidc/authorize?${asked}`)).status === 303;
}

async function until(what: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await what()) return true;
    await sleep(50);
  }
  return false;
}

const fileOf = (id: string, rest: object = {}): string => JSON.stringify(clientFileFor(id, { ...rest }));

test('a new file is accepted after SIGHUP, by this process and by the others; the client of a deleted file is refused', async (t) => {
  const { servers, write, remove } = await open(t);
  for (const place of [0, 1] as const) write(place, 'nueva.json', fileOf('nueva'));
  for (const server of servers) t.false(await serves(server, 'nueva'), 'no reload was asked for yet');
  process.kill(servers[0].pid, 'SIGHUP');
  for (const server of servers) t.true(await until(() => serves(server, 'nueva')));
  for (const server of servers) t.true(await serves(server, 'capacita'));
  for (const place of [0, 1] as const) remove(place, 'nueva.json');
  process.kill(servers[1].pid, 'SIGHUP');
  for (const server of servers) t.true(await until(async () => !(await serves(server, 'nueva'))));
  t.true(servers.every((server) => server.running()));
});

test('[R7] in development a new file is read by itself, and the secret that it names is made; a wrong one is reported', async (t) => {
  const { servers, write } = await open(t, 1, 'on');
  const [server] = servers;
  const name = `SECRET_OF_THE_TEST_${process.pid}`;
  const secret = { client_secret: undefined, client_secret_env: name };
  t.teardown(() => forgetSecret(name));
  write(0, 'nueva.json', fileOf('nueva', { ...secret, simulado: undefined }));
  t.true(await until(() => serves(server, 'nueva')), server.log.join('\n'));
  t.regex(localSecrets(VAR)(name), /^[\w-]{48}$/);
  write(0, 'mala.json', fileOf('mala', { sector: '?' }));
  t.true(await until(() => server.log.some((line) => line.includes('mala.json: sector:'))));
  t.true(await serves(server, 'nueva'), 'those from before keep serving');
});

test('[R7] a changed file is not reported as read before it was validated', (t) => {
  const config = { ...readConfig({}), clientsDir: path.join(VAR, 'no-such-folder') };
  t.is(changedClients(config, ['mala.json', 'rota.json']), 'Cambió: mala.json, rota.json');
});

/** The folder var/ is the one of this clone: what a test put there is removed with the test. */
function forgetSecret(name: string): void {
  const file = path.join(VAR, 'secrets.json');
  const { [name]: _, ...others } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, `${JSON.stringify(others, null, 2)}\n`);
}

test('NOTIFY with "clients" does the same', async (t) => {
  const { servers, database, write } = await open(t, 1);
  write(0, 'nueva.json', fileOf('nueva'));
  await database.run((sql) => sql.raw("notify clave_sence, 'clients'"));
  for (const server of servers) t.true(await until(() => serves(server, 'nueva')));
});

test('one wrong file changes nothing in its process: the old clients stay, and the log has every mistake', async (t) => {
  const { servers, write } = await open(t);
  const [here, there] = servers;
  write(0, 'nueva.json', fileOf('nueva'));
  write(0, 'mala.json', fileOf('mala', { sector: '?', redirect_uris: ['https://*.mala.example/'] }));
  write(0, 'rota.json', '{');
  write(1, 'nueva.json', fileOf('nueva'));
  process.kill(here.pid, 'SIGHUP');
  t.true(await until(() => serves(there, 'nueva')), 'the folder of the other process is right');
  t.true(await until(() => here.log.some((line) => line.includes('rota.json'))));
  t.false(await serves(here, 'nueva'), 'all files or none');
  t.true(await serves(here, 'capacita'));
  const refused = here.log.filter((line) => line.includes('platforms refused')).join('\n');
  for (const mistake of ['mala.json: sector:', 'mala.json: redirect_uris.0:', 'rota.json: no es JSON'])
    t.true(refused.includes(mistake), mistake);
  t.is(refused.split('\n').length, 3, 'each mistake once');
  write(0, 'mala.json', fileOf('mala'));
  write(0, 'rota.json', fileOf('rota'));
  process.kill(here.pid, 'SIGHUP');
  t.true(await until(() => serves(here, 'nueva')), 'once it is corrected');
});

test('a mistake that only the library finds is logged with the client, and changes nothing either', async (t) => {
  const { servers, write } = await open(t, 1);
  const [here] = servers;
  const field = { application_type: 'native', redirect_uris: ['https://localhost/vuelta'] };
  for (const id of ['del-telefono', 'de-la-tableta']) write(0, `${id}.json`, fileOf(id, field));
  process.kill(here.pid, 'SIGHUP');
  for (const id of ['del-telefono', 'de-la-tableta'])
    t.true(await until(() => here.log.some((line) => line.includes(`${id}: `))), `${id} is logged, and both at once`);
  t.false(await serves(here, 'del-telefono'));
  t.true(await serves(here, 'capacita'));
});

test('[A16] notifications are coalesced by kind, and each kind starts its own work only', async (t) => {
  const done = { rebuilt: 0, turned: 0 };
  const app = {
    rebuild: async () => {
      done.rebuilt += 1;
    },
    rotateKeys: async () => {
      done.turned += 1;
    },
  };
  const answer = changeSubscriber(app, pino({ level: 'silent' }), { keys: 200, clients: 200 });
  for (let times = 0; times < 40; times += 1) answer('clients');
  t.deepEqual(done, { rebuilt: 1, turned: 0 });
  answer('keys');
  t.deepEqual(done, { rebuilt: 1, turned: 1 }, 'a flood of one kind does not hold the other up');
  await sleep(320);
  t.deepEqual(done, { rebuilt: 2, turned: 1 });
  answer('missed');
  await sleep(250);
  t.deepEqual(done, { rebuilt: 3, turned: 2 });
});

test('[A16] unknown notifications are logged at intervals, with their number and not their payload', async (t) => {
  const lines: string[] = [];
  const ignored = unknownNotifications(pino({ base: null }, { write: (line: string) => void lines.push(line) }), 100);
  for (let times = 0; times < 40; times += 1) ignored();
  t.is(lines.length, 1);
  await sleep(160);
  t.deepEqual(
    lines.map((line) => JSON.parse(line).times),
    [1, 39],
  );
});

test('[A16, security 54] a role without any grant causes no rebuild by unknown payloads and two by forty known ones; a reload is handled meanwhile', async (t) => {
  const { servers, connection, write } = await open(t, 1);
  const [here] = servers;
  const client = new pg.Client(connection);
  await client.connect();
  const role = `ajeno_${process.pid}`;
  await client.query(`create role ${role}`);
  t.teardown(async () => {
    await client.query('reset role');
    await client.query(`drop role ${role}`);
    await client.end();
  });
  await client.query(`set role ${role}`);
  const rebuilt = () => here.log.filter((line) => line.includes('keys and platforms read anew')).length;
  for (const word of ['', 'missed', 'KEYS', 'clients ', 'keys,clients', '{}'])
    for (let times = 0; times < 7; times += 1) await client.query('select pg_notify($1, $2)', ['clave_sence', word]);
  t.true(await until(() => here.log.some((line) => line.includes('notifications ignored'))));
  await sleep(300);
  t.is(rebuilt(), 0);
  t.is(here.log.filter((line) => line.includes('notifications ignored')).length, 1);
  const start = performance.now();
  write(0, 'nueva.json', fileOf('nueva'));
  for (let times = 0; times < 40; times += 1) await client.query("notify clave_sence, 'clients'");
  write(0, 'otra.json', fileOf('otra'));
  await client.query("notify clave_sence, 'clients'");
  t.true(await until(() => serves(here, 'otra')), 'what was asked last is read');
  // Counted in rebuilds and not by the clock: a busy machine is slow at each, and still makes no more of them.
  const seconds = (performance.now() - start) / 1000;
  t.true(rebuilt() >= 1 && rebuilt() <= 1 + Math.ceil(seconds / 3), `${rebuilt()} in ${seconds}`);
});
