/** Two processes and the simulator of the SII as a program of its own: what an organisation has ends with its representatives. */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { startBeside } from '../../src/dev/program-beside.ts';
import { credentialUntil } from '../../src/domain/machine.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  basic,
  beginSignIn,
  goThrough,
  openClient,
  redeem,
  redirectUriOf,
  rosa,
} from '../helpers/client-app.ts';
import { openCompany } from '../helpers/companies.ts';
import { losAndes } from '../helpers/facilitadores.ts';
import { machineApis, OPAQUE_API } from '../helpers/machines.ts';
import { acceptBy, hereOf, inviteBy, personNow } from '../helpers/members.ts';
import { platformIn } from '../helpers/platforms.ts';
import { asRosa, goToPortal, HOME } from '../helpers/portal.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { ask, clientsFolder, freePort, type ServerProcess, startServer } from '../helpers/server-process.ts';
import { withinMs } from '../helpers/within-ms.ts';

const TOKEN = 'only-this-test-knows-it';

/** `yes` waits as long as it takes by itself, which docs/organisations.md states; else the stored answer is old at once. */
const real = process.env.REAL_WATCH === 'yes';

/** Company, member, client in production and machine, with their secrets. */
async function prepare(app: TestApp) {
  await openCompany(app);
  await acceptBy(app, hereOf(await personNow(app, rosa.rut)).account, await inviteBy(app, { run: '44.000.002-9' }));
  const { id } = await platformIn(app, 'produccion');
  const redirectUris = [redirectUriOf(`p-${id}`)];
  await app.deps.portalClients.change(id, ({ data, reviewed }) => ({
    data: { ...data, redirectUris },
    reviewed: { ...(reviewed ?? data), redirectUris },
  }));
  const made = await app.deps.portalClients.newSecret(id);
  const apis = [{ identifier: OPAQUE_API, scopes: ['bodega:leer'] }];
  const machine = await app.deps.machines.create({ organisation: losAndes, name: 'Servidor', apis });
  const [from, until] = [app.deps.now(), credentialUntil(app.deps.now(), 12)];
  const about = { label: 'uno', by: { accountId: machine.id }, from, until };
  const credential = await app.deps.machines.newSecret(machine.id, about);
  return {
    client: { id: `p-${id}`, secret: made?.secret ?? '' },
    machine: { id: `m-${machine.id}`, secret: credential?.secret ?? '' },
  };
}

async function open(t: ExecutionContext) {
  const app = await openTestApp({ clients: machineApis, env: { THROTTLES: 'off' } });
  const { directory, remove } = clientsFolder(machineApis);
  const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));
  const simulator = await startBeside(main, { SIMULATOR_PORT: String(await freePort()), SIMULATOR_TOKEN: TOKEN });
  const servers: ServerProcess[] = [];
  t.teardown(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    simulator.stop();
    remove();
    await app.stop();
  });
  const known = await prepare(app);
  for (let place = 0; place < 2; place += 1) {
    const env = {
      SECRETS_KEY: SECRETS_KEYS[0],
      SIMULATOR_PORT: String(await freePort()),
      TAX_REGISTRY_URL: `http://:${TOKEN}@localhost:${simulator.port}/sii`,
    };
    const ports = { port: await freePort(), examplePort: await freePort() };
    const issuer = servers[0]?.issuer;
    servers.push(await startServer({ connection: app.owner, clientsDir: directory, issuer, env, ...ports }));
  }
  const answer = (modo: string) =>
    fetch(`http://localhost:${simulator.port}/empresas`, {
      method: 'PUT',
      body: JSON.stringify({ rut: losAndes.rut, modo }),
    });
  return { app, servers: servers as [ServerProcess, ServerProcess], answer, ...known };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Rosa signs in at the client through the first process; the token that its server got. */
async function tokenOf({ servers: [first], client }: Opened): Promise<string> {
  const platform = await openClient(first, client.id, oidc.ClientSecretBasic(client.secret));
  const { checks, to } = await beginSignIn(platform, { scope: 'openid profile' });
  const browser = openBrowser();
  const asked = await goThrough(browser, to, rosa);
  const answer = answerOf(await browser.follow(await browser.send(asked, { accion: 'permitir' }), first.issuer));
  return (await redeem(platform, answer, checks)).access_token;
}

/** What a process answers to the organisation's client, machine and people. */
async function answersOf({ client, machine }: Opened, server: ServerProcess, tokens: { own: string; machine: string }) {
  const status = async (path: string, headers: object, form?: Readonly<Record<string, string>>) =>
    (await ask(server, path, { headers: { ...headers }, ...(form ? { form } : {}) })).status;
  const code = { grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUriOf(client.id) };
  const grant = { grant_type: 'client_credentials', resource: OPAQUE_API };
  const request = new URLSearchParams({ client_id: client.id, response_type: 'code', scope: 'openid', nonce: 'x' });
  request.set('redirect_uri', redirectUriOf(client.id));
  const introspected = await ask(server, '/oidc/introspect', {
    headers: basic('bodega'),
    form: { token: tokens.machine },
  });
  return {
    userinfo: await status('/oidc/userinfo', { authorization: `Bearer ${tokens.own}` }),
    secret: await status('/oidc/token', basic(client.id, client.secret), code),
    machine: await status('/oidc/token', basic(machine.id, machine.secret), grant),
    active: JSON.parse(introspected.body).active,
    page: await status(`/oidc/authorize?${request}`, {}),
  };
}

const before = { userinfo: 200, secret: 400, machine: 200, active: true, page: 303 };
const after = { userinfo: 401, secret: 401, machine: 401, active: false, page: 403 };

test('[threat 703] the SII drops the representatives: members, secrets and tokens are over on two processes, without a visit', async (t) => {
  const opened = await open(t);
  const { app, servers, machine, answer } = opened;
  const [first] = servers;
  const member = openBrowser();
  const home = await goToPortal(first, member, HOME, asRosa);
  t.regex(home.text, /Panadería Los Andes SpA/);
  const given = await ask(first, '/oidc/token', {
    headers: basic(machine.id, machine.secret),
    form: { grant_type: 'client_credentials', resource: OPAQUE_API },
  });
  const tokens = { own: await tokenOf(opened), machine: String(JSON.parse(given.body).access_token) };
  for (const server of servers) t.deepEqual(await answersOf(opened, server, tokens), before);

  t.is((await answer('sin-representantes')).status, 200);
  if (!real) await app.raw.run((sql) => sql('companies').where({ rut: losAndes.rut }).delete());
  const began = performance.now();
  const over = () => ask(servers[1], '/oidc/userinfo', { headers: { authorization: `Bearer ${tokens.own}` } });
  while ((await over()).status !== 401 && performance.now() - began < withinMs(real ? 60_000 : 15_000)) await sleep(50);
  if (real) t.log(`${Math.round(performance.now() - began)} ms`);
  for (const server of servers) t.deepEqual(await answersOf(opened, server, tokens), after);
  t.notRegex((await member.get(`${first.issuer}${HOME}`)).text, /Panadería Los Andes SpA/);
});
