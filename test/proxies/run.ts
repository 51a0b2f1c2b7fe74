/**
 * `npm run proxies`: Debian's nginx with deploy/nginx.conf on loopback, a server in production form behind it
 * (docs/proxies.md).
 */
import { randomBytes } from 'node:crypto';
import { Agent as PlainAgent, request } from 'node:http';
import { Agent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import * as oidc from 'openid-client';
import pg from 'pg';
import { openBrowser } from '../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, rosa, signIn, userInfo } from '../helpers/client-app.ts';
import { read } from '../helpers/named-proofs.ts';
import { productionDatabase } from '../helpers/production-database.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { type Ground, runChecks } from '../helpers/proof/ground.ts';
import { clientsFolder, freePort, type ServerProcess, startServer } from '../helpers/server-process.ts';
import { sendFrom, statusOverHttp2 } from './https.ts';
import { type Nginx, startNginx } from './nginx.ts';

const SECRET = randomBytes(32).toString('base64url');
const client = { client_secret: undefined, client_secret_env: 'PROXIED_SECRET' };
const html = { accept: 'text/html' };
const formsWithFiles = [
  '/facilitador/juridica/none',
  '/cuenta/datos/copia-del-documento',
  '/cuenta/facilitadores/solicitudes/FE-2222-2222/corregir',
];

await runChecks([], async (checks, ground) => {
  const [httpsPort, httpPort, upstreamPort] = [await freePort(), await freePort(), await freePort()];
  const proxy = await startNginx({ httpsPort, httpPort, upstreamPort });
  setDefaultCACertificates([...getCACertificates('default'), proxy.certificate]);
  const { directory, remove } = clientsFolder([clientFileFor('proxied', client)]);
  const start = () => startBehind(proxy, ground, directory, upstreamPort);
  let server = await start();
  try {
    await signsIn(checks, proxy);
    await addresses(checks, proxy, ground);
    await limits(checks, proxy);
    await packing(checks, proxy);
    await onlyDirect(checks, proxy, server);
    await names(checks, proxy);
    await idle(checks, proxy, server, ground.short ? 12 : 65);
    await databaseAway(checks, proxy, ground);
    await server.stop();
    await serverAway(checks, proxy);
    server = await start();
    checks.check('and works again with the server', (await get(proxy, '/')).status === 200);
    checks.check(
      'no path, query, token or code is in the output of nginx',
      !/\/(oidc|registro|confirmar)|code=|state=/.test(proxy.logs()),
    );
  } finally {
    await server.stop();
    await proxy.stop();
    remove();
  }
});

/** Production form: an https issuer; a sandbox, so that there are people who can sign in. */
function startBehind(
  { issuer }: Nginx,
  { connection }: Ground,
  clientsDir: string,
  port: number,
): Promise<ServerProcess> {
  return freePort().then((examplePort) =>
    startServer({
      connection,
      clientsDir,
      port,
      examplePort,
      issuer,
      env: {
        ...productionDatabase(connection, clientsDir),
        NODE_ENV: 'production',
        SANDBOX: 'yes',
        HOST: '127.0.0.1',
        TRUST_PROXY_HOPS: '1',
        CAPTCHA_FIXED_ANSWER: '',
        THROTTLES: 'on',
        SMTP_URL: 'smtp://127.0.0.1:9?from=no-responder@clave.example',
        SMS_GATEWAY_URL: 'http://127.0.0.1:9/sms',
        SIMULATOR_PORT: String(examplePort),
        PROXIED_SECRET: SECRET,
      },
    }),
  );
}

function get({ issuer }: Nginx, path: string, headers: Record<string, string> = html): Promise<Response> {
  return sendFrom()(`${issuer}${path}`, { headers });
}

async function signsIn(checks: Checks, proxy: Nginx): Promise<void> {
  checks.chapter('a sign-in through https');
  const client = await openClient(proxy, 'proxied', oidc.ClientSecretBasic(SECRET));
  const browser = openBrowser(sendFrom());
  const { tokens } = await signIn(client, { browser, params: { scope: 'openid profile run' } });
  checks.check(
    'code and token are returned, signed, of our issuer',
    tokens.claims()?.iss === proxy.issuer,
    tokens.claims()?.iss,
  );
  checks.check('userinfo returns the person', (await userInfo(client, tokens)).rut === '44000001-0');
  const state = 's'.repeat(3000);
  const { to } = await beginSignIn(client, { state, prompt: 'none' });
  const back = answerOf(await openBrowser(sendFrom()).get(to.href));
  checks.check(
    'an answer with a state of 3,000 characters is returned whole',
    back.searchParams.get('state') === state,
  );
  const cookies = [...browser.cookies.keys()];
  const bound = cookies.filter((name) => name.startsWith('__Host-'));
  checks.check('cookies are bound to the name by https', bound.length > 0, cookies.join(', '));
  checks.check('HTTP/2 is supported', (await statusOverHttp2(proxy.issuer, '/')) === 200);
}

/** Wrong keys by three ways; the trail has an HMAC of each network. */
async function addresses(checks: Checks, { issuer }: Nginx, { query }: Ground): Promise<void> {
  checks.chapter('the address of the client');
  const spoofed = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9', 'x-real-ip': '203.0.113.9' };
  for (const [localAddress, headers] of [
    ['127.0.0.1', {}],
    ['127.0.0.1', spoofed],
    ['127.0.0.2', {}],
    ['127.0.0.2', { 'x-forwarded-for': '127.0.0.1' }],
  ] as const) {
    const send = sendFrom({ localAddress });
    const browser = openBrowser((url, init) =>
      send(url, { ...init, headers: { ...(init.headers as object), ...headers } }),
    );
    const entry = await browser.follow(await browser.get(`${issuer}/cuenta`), issuer);
    await browser.send(entry, { rut: rosa.rut, clave: 'not the key of Rosa' });
  }
  const rows = await query<{ network: Buffer }>(`select network from audit where act = 'login.refused' order by id`);
  const [one, spoof, other, copied] = rows.map(({ network }) => network?.toString('hex'));
  checks.check('four refused sign-ins are in the trail', rows.length === 4, String(rows.length));
  checks.check('a client that writes X-Forwarded-For itself is not trusted', one !== undefined && one === spoof);
  checks.check('another address is another network', other !== one);
  checks.check('also where it names the first one', other === copied);
}

async function limits(checks: Checks, { issuer }: Nginx): Promise<void> {
  checks.chapter('sizes');
  const browser = openBrowser(sendFrom());
  await browser.get(`${issuer}/registro/natural`);
  const post = (bytes: number, headers = {}) =>
    browser.post(`${issuer}/registro/natural`, `calle=${'x'.repeat(bytes)}`, headers);
  const large = await post(20_000);
  checks.check(
    'a form of 20 KB is refused by the server, as a page',
    large.status === 413 && large.html.includes('cs.css'),
  );
  const huge = await post(200_000);
  const refused = huge.status === 413 && huge.text.includes('demasiado grande');
  checks.check('one of 200 KB by nginx, in Spanish', refused, `${huge.status} ${huge.text.slice(0, 60)}`);
  checks.check(
    'with HSTS, and kept nowhere',
    huge.headers.has('strict-transport-security') && huge.headers.get('cache-control') === 'no-store',
  );
  const machine = await post(200_000, { accept: 'application/json' });
  checks.check('a machine gets JSON', machine.status === 413 && JSON.parse(machine.html).error === 'invalid_request');
  const part = '--x\r\ncontent-disposition: form-data; name="documento"; filename="foto.jpg"\r\n\r\n';
  const photo = `${part}${'x'.repeat(8_000_000)}\r\n--x--\r\n`;
  for (const page of formsWithFiles) {
    const { status } = await browser.post(`${issuer}${page}`, photo, {
      'content-type': 'multipart/form-data; boundary=x',
    });
    checks.check(`the picture of a telephone passes nginx at ${page}`, status !== 413 && status < 500, String(status));
  }
  const cookie = `other=${'x'.repeat(6000)}`;
  checks.check('6 KB of cookies pass', (await get({ issuer } as Nginx, '/', { ...html, cookie })).status === 200);
}

async function packing(checks: Checks, proxy: Nginx): Promise<void> {
  checks.chapter('compression');
  const asked = { ...html, 'accept-encoding': 'gzip, br' };
  const form = await get(proxy, '/registro/natural', asked);
  checks.check(
    'a page with a form has the compression of the server, and is kept by no cache',
    form.headers.get('content-encoding') === 'gzip' && form.headers.get('cache-control') === 'no-store',
  );
  const home = await get(proxy, '/', asked);
  const tag = home.headers.get('etag') ?? '';
  checks.check(
    'a page that is the same for all is compressed, and may be kept',
    home.headers.get('content-encoding') === 'br' && /^public/.test(home.headers.get('cache-control') ?? ''),
  );
  checks.check('its tag gets 304', (await get(proxy, '/', { ...asked, 'if-none-match': tag })).status === 304, tag);
  const style = /href="(\/e\/[^"]+\.css)"/.exec(await (await get(proxy, '/', html)).text())?.[1] ?? '';
  const packed = await get(proxy, style, asked);
  checks.check(
    'the style sheet is compressed, and may be kept',
    packed.headers.get('content-encoding') === 'br' && /immutable/.test(packed.headers.get('cache-control') ?? ''),
  );
  const discovery = await get(proxy, '/.well-known/openid-configuration', asked);
  checks.check('a document for machines is not', discovery.headers.get('content-encoding') === null);
}

async function onlyDirect(checks: Checks, proxy: Nginx, { port }: ServerProcess): Promise<void> {
  checks.chapter('what is requested directly, never through a proxy');
  for (const path of ['/metrics', '/ready', '/live']) {
    const direct = await fetch(`http://127.0.0.1:${port}${path}`);
    checks.check(
      `${path} is 404 from outside, 200 on this machine`,
      (await get(proxy, path)).status === 404 && direct.status === 200,
    );
  }
  const through = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } });
  checks.check('/metrics is 404 for any proxy that sets X-Forwarded-For', through.status === 404);
}

async function names(checks: Checks, { issuer, httpPort }: Nginx): Promise<void> {
  checks.chapter('names and schemes');
  const plain = await fetch(`http://127.0.0.1:${httpPort}/ayuda?a=1`, { redirect: 'manual' });
  checks.check(
    'plain http redirects to the service by https',
    plain.status === 308 && plain.headers.get('location') === `${issuer}/ayuda?a=1`,
    plain.headers.get('location') ?? '',
  );
  const hsts = (await get({ issuer } as Nginx, '/')).headers.get('strict-transport-security');
  checks.check('HSTS is sent once', hsts === 'max-age=63072000; includeSubDomains', hsts ?? 'none');
  const stranger = new Agent({ servername: 'other.example' });
  const refused = await sendFrom({ agent: stranger })(issuer, {}).then(
    () => 'it was answered',
    (error: Error) => error.message,
  );
  checks.check('another name gets no certificate', /unrecognized.name/.test(refused), refused.split('\n')[0]);
}

/** An idle connection to the server is reused: the proxy must be the first to close it. */
async function idle(checks: Checks, proxy: Nginx, server: ServerProcess, seconds: number): Promise<void> {
  checks.chapter(`idle for ${seconds} seconds`);
  const [, ours = '0'] = /KEEP_ALIVE_MS = (\d+)_000/.exec(read('src/app/listen.ts')) ?? [];
  const [, theirs = '0'] = /keepalive 64;\s+keepalive_timeout (\d+)s/.exec(read('deploy/nginx.conf')) ?? [];
  checks.check(
    'nginx lets go first',
    Number(theirs) > 0 && Number(theirs) < Number(ours),
    `${theirs} s before ${ours} s`,
  );
  const agent = new PlainAgent({ keepAlive: true, maxSockets: 1 });
  const direct = () => reused(`http://127.0.0.1:${server.port}/live`, agent);
  await Promise.all([get(proxy, '/'), direct()]);
  await sleep(seconds * 1000);
  checks.check('the server has kept an idle connection, which is reused', await direct());
  agent.destroy();
  const statuses: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const way = openBrowser(sendFrom());
    statuses.push(
      (await way.post(`${proxy.issuer}/oidc/token`, 'grant_type=x')).status,
      (await get(proxy, '/')).status,
    );
  }
  checks.check(
    'forty requests after it, half of them POST: none is a 502',
    statuses.every((status) => status < 500),
    [...new Set(statuses)].join(', '),
  );
}

/** Sends a request by an agent of one connection, and returns whether the connection was reused. */
function reused(address: string, agent: PlainAgent): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const call = request(address, { agent }, (answer) => answer.resume().on('end', () => resolve(call.reusedSocket)));
  call.on('error', reject).end();
  return promise;
}

async function databaseAway(checks: Checks, proxy: Nginx, { connection }: Ground): Promise<void> {
  checks.chapter('a 503 of the server');
  const admin = new pg.Client({ ...connection, database: 'postgres' });
  await admin.connect();
  try {
    await admin.query(`alter database ${connection.database} with allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      connection.database,
    ]);
    const away = await get(proxy, '/registro/natural');
    const text = await away.text();
    const untouched = away.status === 503 && away.headers.has('retry-after') && text.includes('cs.css');
    checks.check(
      'passes untouched, with its Retry-After',
      untouched,
      `${away.status} ${away.headers.get('retry-after')}`,
    );
  } finally {
    await admin.query(`alter database ${connection.database} with allow_connections true`);
    await admin.end();
  }
}

async function serverAway(checks: Checks, proxy: Nginx): Promise<void> {
  checks.chapter('no server behind');
  const page = await get(proxy, '/cuenta');
  const text = await page.text();
  checks.check(
    '503 with Retry-After, in Spanish',
    page.status === 503 && page.headers.get('retry-after') === '5' && text.includes('Clave Sence no responde'),
    `${page.status}`,
  );
  checks.check(
    'with HSTS, and kept nowhere',
    page.headers.has('strict-transport-security') && page.headers.get('cache-control') === 'no-store',
  );
  const machine = await get(proxy, '/oidc/userinfo', { accept: 'application/json' });
  checks.check(
    'a machine gets JSON',
    machine.status === 503 && (await machine.text()).includes('"temporarily_unavailable"'),
  );
}
