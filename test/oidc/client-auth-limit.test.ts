import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { basic, clientFileFor, openClient, post, signIn, userInfo } from '../helpers/client-app.ts';
import { call, clientAsked, initialToken, register } from '../helpers/sandbox.ts';

const MANY = 40;
const AT_ONCE = 5;
const publicApp = { client_secret: undefined, token_endpoint_auth_method: 'none' };
const clients = [clientFileFor('capacita'), clientFileFor('otra'), clientFileFor('pagina', publicApp)];

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await openTestApp({ env, clients });
  t.teardown(app.stop);
  return app;
}

/** The same request so many times, a few at once; its distinct statuses. */
async function statusesOf(times: number, ask: (place: number) => Promise<{ status: number }>): Promise<number[]> {
  const statuses = new Set<number>();
  for (let place = 0; place < times; place += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, times - place) }, (_, more) => ask(place + more));
    for (const { status } of await Promise.all(some)) statuses.add(status);
  }
  return [...statuses].toSorted();
}

const madeUp = (place: number): string => `${'x'.repeat(40)}${String(place).padStart(3, '0')}`;
const redeemed = (app: TestApp, place: number, headers = basic('capacita')) =>
  post(app, '/oidc/token', { grant_type: 'authorization_code', code: madeUp(place), redirect_uri: 'x:y' }, headers);

test('[O12] made-up codes, expired refresh tokens and expired access tokens lock no client out', async (t) => {
  const app = await open(t);
  const dead = (place: number) =>
    post(app, '/oidc/token', { grant_type: 'refresh_token', refresh_token: madeUp(place) }, basic('capacita'));
  const authorization = (place: number) => ({ authorization: `Bearer ${madeUp(place)}` });
  const seen = (place: number) => fetch(`${app.issuer}/oidc/userinfo`, { headers: authorization(place) });
  t.deepEqual(await statusesOf(MANY, (place) => redeemed(app, place)), [400]);
  t.deepEqual(await statusesOf(MANY, dead), [400]);
  t.deepEqual(await statusesOf(MANY, seen), [401]);
  const client = await openClient(app, 'capacita');
  const { tokens } = await signIn(client);
  t.truthy((await userInfo(client, tokens)).sub);
});

test('[O12] made-up codes of a public client, and with the secret of a confidential one, are refused one by one and never by a bound', async (t) => {
  const app = await open(t);
  const ofApp = (place: number) =>
    post(app, '/oidc/token', { grant_type: 'authorization_code', client_id: 'pagina', code: madeUp(place) });
  t.deepEqual(await statusesOf(MANY, ofApp), [400]);
});

test('[O12] past thirty wrong secrets of a client in a minute a wrong one gets 429, and the right one passes', async (t) => {
  const app = await open(t);
  const wrong = (id = 'capacita') => redeemed(app, 0, basic(id, 'a-wrong-secret-of-the-length-of-a-right-one'));
  t.deepEqual(await statusesOf(MANY, () => wrong()), [401, 429]);
  const refused = await fetch(`${app.issuer}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: basic('capacita', 'wrong'),
  });
  t.is(refused.status, 429);
  const wait = Number(refused.headers.get('retry-after'));
  t.true(wait > 0 && wait <= 120, String(wait));
  t.is(((await refused.json()) as { error: string }).error, 'temporarily_unavailable');
  t.is((await redeemed(app, 1)).body.error, 'invalid_grant', 'the right secret, the same client, the same network');
  t.is((await wrong('otra')).status, 401, 'another client');
  await signIn(await openClient(app, 'capacita'));
});

test('[O12] two instances share the count of wrong secrets, and the bound ends by itself', async (t) => {
  const app = await open(t);
  const other = await app.beside();
  const wrong = () => redeemed(app, 0, basic('capacita', 'wrong'));
  await statusesOf(31, wrong);
  t.is((await wrong()).status, 429);
  const { rows } = await other.database.run<{ rows: { used: number }[] }>((sql) =>
    sql.raw('select used from throttles where used > 30'),
  );
  t.is(rows.length, 1);
  app.advance(121_000);
  t.is((await wrong()).status, 401);
});

test('[O12] invented client ids share one count of their network: one row, and no statement past the bound', async (t) => {
  const app = await open(t);
  const invented = (place: number) => redeemed(app, place, basic(`nadie-${place}`));
  t.deepEqual(await statusesOf(3 * MANY, invented), [401, 429]);
  const { rows } = await app.database.run<{ rows: { count: string; used: string }[] }>((sql) =>
    sql.raw('select count(*) as count, max(used) as used from throttles'),
  );
  t.is(Number(rows[0]?.count), 1);
  const before = Number(rows[0]?.used);
  await statusesOf(MANY, invented);
  const after = await app.database.run<{ rows: { used: string }[] }>((sql) =>
    sql.raw('select max(used) as used from throttles'),
  );
  t.is(Number(after.rows[0]?.used), before);
});

test('[O12] an app without a secret that pushes too much is refused its pushes, and no other client of that network is', async (t) => {
  const app = await open(t);
  const push = () =>
    post(app, '/oidc/par', {
      client_id: 'pagina',
      response_type: 'code',
      redirect_uri: 'https://pagina.example/vuelta',
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
  t.deepEqual(await statusesOf(301, push), [201], 'more than a classroom signs in with');
  await app.database.run((sql) => sql.raw('update throttles set used = 1000000'));
  const refused = await push();
  t.is(refused.status, 429);
  t.is(refused.body.error, 'temporarily_unavailable');
  t.is((await redeemed(app, 1)).status, 400);
  t.is((await openBrowser().get(`${app.issuer}/dispositivo`)).status, 200);
  await signIn(await openClient(app, 'capacita'));
});

test('[O12] codes of devices without a secret are bounded alike, of devices with one they are not', async (t) => {
  const device = {
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
    redirect_uris: [],
    post_logout_redirect_uris: [],
  };
  const app = await openTestApp({
    clients: [clientFileFor('tele', { ...device, ...publicApp }), clientFileFor('kiosco', device)],
  });
  t.teardown(app.stop);
  const ofTele = () => post(app, '/oidc/device', { client_id: 'tele', scope: 'openid' });
  t.is((await ofTele()).status, 200);
  const { limit } = rateLimits.begunByPublicClient;
  t.is(await app.database.run<number>((sql) => sql('throttles').update({ used: limit })), 1);
  t.is((await ofTele()).status, 429);
  t.is((await ofTele()).body.error, 'temporarily_unavailable');
  t.is((await post(app, '/oidc/device', { scope: 'openid' }, basic('kiosco'))).status, 200);
  const rows = await app.database.run<unknown[]>((sql) => sql('oidc_device_code').select());
  t.is(rows.length, 2);
});

test('[O12] wrong tokens at the registration lock out no developer behind the same network', async (t) => {
  const app = await openTestApp({ env: { SANDBOX: 'yes' }, clients: [], seed: false });
  t.teardown(app.stop);
  const token = await initialToken(app);
  const own = await register(app, token, clientAsked());
  const address = String(own.body.registration_client_uri);
  t.deepEqual(await statusesOf(MANY, (place) => call(address, 'GET', `wrong-${place}`)), [401]);
  t.deepEqual(await statusesOf(MANY, (place) => register(app, `wrong-${place}`, clientAsked())), [401]);
  t.is((await call(address, 'GET', String(own.body.registration_access_token))).status, 200);
});
