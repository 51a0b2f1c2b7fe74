import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import test from 'ava';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  authorizationRequest,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  redeem,
  rosa,
  signIn,
  userInfo,
} from '../helpers/client-app.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('capacita'), clientFileFor('privada', { first_party: false, sector: 'privada' })],
  });
});

test.after.always(() => app?.stop());

/** All rows of the provider's tables as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await app.database.run<{ rows: { name: string }[] }>((sql) =>
    sql.raw(`select table_name as name from information_schema.tables where table_name like 'oidc\\_%'`),
  );
  const texts = tables.map(async ({ name }) => {
    const { rows } = await app.database.run<{ rows: { line: string }[] }>((sql) =>
      sql.raw(`select t::text as line from ?? t`, [name]),
    );
    return rows.map(({ line }) => line).join('\n');
  });
  return (await Promise.all(texts)).join('\n');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test.serial('[security 52] codes, tokens, pushed requests and sessions are kept as SHA-256 only', async (t) => {
  const client = await openClient(app, 'capacita');
  const { browser, answer, tokens } = await signIn(client);
  const renewed = await oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '');
  const { to } = await beginSignIn(client);
  const waiting = answerOf(await browser.get(to.href));
  const { all } = await authorizationRequest('capacita');
  const pushed = (await oidc.buildAuthorizationUrlWithPAR(client.config, all)).searchParams.get('request_uri') ?? '';
  // A sign-in that waits for the user stores the session from which it began.
  const ask = await beginSignIn(await openClient(app, 'privada'), { scope: 'openid run' });
  await browser.follow(await browser.get(ask.to.href), app.issuer);

  const secrets = {
    'used code': answer.searchParams.get('code'),
    'waiting code': waiting.searchParams.get('code'),
    'access token': tokens.access_token,
    'used refresh token': tokens.refresh_token,
    'refresh token': renewed.refresh_token,
    'pushed request': pushed.split(':').at(-1),
    session: browser.cookies.get('clave_sesion'),
  };
  const text = await dump();
  for (const [name, secret] of Object.entries(secrets)) {
    t.true((secret ?? '').length > 20, name);
    t.false(text.includes(secret ?? ''), name);
    t.false(text.includes(Buffer.from(secret ?? '').toString('hex')), name);
    t.true(text.includes(sha256(secret ?? '')), `${name} is known by its hash`);
  }
});

test.serial('[security 54] keys are stored sealed', async (t) => {
  const rows = await app.database.run<{ purpose: string; material: Buffer }[]>((sql) => sql('keyring'));
  t.is(rows.length, 4);
  for (const { material } of rows) {
    t.notRegex(material.toString('latin1'), /"d"|"kty"|"crv"|"EC"|"RSA"/);
  }
});

/** Adds a signing key as an operator's command would. */
async function addKey(): Promise<string> {
  // The key of every test app (app.ts).
  const secrets = deriveSecrets(SECRETS_KEYS);
  const id = randomUUID();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const material = secrets.seal(JSON.stringify(privateKey.export({ format: 'jwk' })), `keyring:${id}`);
  await app.database.run((sql) =>
    sql('keyring').insert({ id, purpose: 'signing', algorithm: 'ES256', material, created_at: sql.fn.now() }),
  );
  return id;
}

test.serial(
  '[security 54] after a rebuild the new key signs, the old one is still published and every token valid',
  async (t) => {
    const client = await openClient(app, 'capacita');
    const before = await signIn(client);
    const kid = await addKey();
    await app.rebuild();
    // openid-client keeps the keys that it has read for a minute: a new configuration reads them again.
    const rereading = await openClient(app, 'capacita');
    const after = await signIn(rereading, { browser: before.browser });
    t.is(decodeProtectedHeader(after.tokens.id_token ?? '').kid, kid);
    t.not(decodeProtectedHeader(before.tokens.id_token ?? '').kid, kid);
    const keys = createLocalJWKSet((await (await fetch(`${app.issuer}/oidc/jwks`)).json()) as JSONWebKeySet);
    for (const { tokens } of [before, after])
      t.is((await jwtVerify(tokens.id_token ?? '', keys, { issuer: app.issuer })).payload.aud, 'capacita');
    t.truthy((await oidc.refreshTokenGrant(rereading.config, before.tokens.refresh_token ?? '')).access_token);
  },
);

test.serial('[security 54] while keys are added and the provider is rebuilt, every request is answered', async (t) => {
  const client = await openClient(app, 'capacita');
  const { tokens } = await signIn(client);
  let rebuilding = true;
  const rebuilds = (async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await addKey();
      await app.rebuild();
    }
    rebuilding = false;
  })();
  let answered = 0;
  while (rebuilding || answered < 20) {
    t.is(tokens.claims()?.sub, (await userInfo(client, tokens)).sub);
    t.is((await fetch(`${app.issuer}/oidc/jwks`)).status, 200);
    answered += 2;
  }
  await rebuilds;
  t.true(answered >= 20);
});

test.serial('a sign-in that began before a rebuild completes after it', async (t) => {
  const client = await openClient(app, 'capacita');
  const browser = openBrowser();
  const { checks, to } = await beginSignIn(client);
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  await addKey();
  await app.rebuild();
  const sent = await browser.send(page, { rut: rosa.rut, clave: rosa.key });
  const answer = answerOf(await browser.follow(sent, app.issuer));
  const fresh = await openClient(app, 'capacita');
  t.truthy((await redeem(fresh, answer, checks)).access_token);
  t.truthy(answerOf(await goThrough(browser, (await beginSignIn(client)).to, rosa)).searchParams.get('code'));
});

test.serial('a sign-in that ends while the key is hashed is not written back', async (t) => {
  const client = await openClient(app, 'capacita');
  const { to } = await beginSignIn(client);
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(to.href), to.origin);
  const { hasher } = app.deps;
  const matches: typeof hasher.matches = async (...asked) => {
    await app.database.run((sql) => sql('oidc_interaction').delete());
    return hasher.matches(...asked);
  };
  Object.assign(app.deps, { hasher: { ...hasher, matches } });
  t.teardown(() => void Object.assign(app.deps, { hasher }));
  const late = await browser.send(page, { rut: rosa.rut, clave: rosa.key });
  t.is(late.headers.get('location'), null);
  t.deepEqual(await app.database.run<object[]>((sql) => sql('oidc_interaction').select('id')), []);
});

test.serial('[threat 754] what a power cut took of a sign-in gives a clean error, and it begins again', async (t) => {
  const client = await openClient(app, 'capacita');
  const browser = openBrowser();
  const lose = (table: string) => app.database.run((sql) => sql(table).delete());
  const { checks, to } = await beginSignIn(client);
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const proved = await browser.send(page, { rut: rosa.rut, clave: rosa.key });
  await lose('oidc_interaction');
  const over = await browser.follow(proved, app.issuer);
  t.is(over.status, 400);
  t.is(over.headers.get('location'), null);

  const answer = answerOf(await goThrough(browser, to, rosa));
  await lose('oidc_authorization_code');
  await t.throwsAsync(redeem(client, answer, checks), { message: /invalid_grant|response body/ });

  const { all } = await authorizationRequest('capacita');
  const pushed = await oidc.buildAuthorizationUrlWithPAR(client.config, all);
  await lose('oidc_pushed_authorization_request');
  const refused = await browser.get(pushed.href);
  t.is(refused.headers.get('location'), null);
  t.regex(refused.text, /Ya ingresó.*invalid_request_uri/, 'signed in, and asked to go back to the platform');
  const again = await beginSignIn(client);
  const { access_token } = await redeem(client, answerOf(await goThrough(browser, again.to, rosa)), again.checks);
  t.truthy(access_token);
});

test.serial('[threat 755] a sign-in whose end a power cut took is not answered twice', async (t) => {
  const client = await openClient(app, 'capacita');
  const browser = openBrowser();
  const { to } = await beginSignIn(client);
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const back = answerOf(await browser.send(page, { rut: rosa.rut, clave: rosa.key }));
  const rows = await app.raw.run<{ payload: object }[]>((sql) => sql('oidc_interaction'));
  t.is(rows.length, 1);
  t.truthy(answerOf(await browser.get(back.href)).searchParams.get('code'));
  t.is((await app.raw.run<object[]>((sql) => sql('oidc_interaction'))).length, 0);
  await app.raw.run((sql) => sql('oidc_interaction').insert(rows));
  const late = await browser.follow(await browser.get(back.href), app.issuer);
  t.true(asksForKey(late), 'its own browser gets no code, and gives the key again');
  const other = openBrowser();
  const stranger = await other.follow(await other.get(back.href), app.issuer);
  t.is(stranger.status, 400);
  t.is(stranger.headers.get('location'), null);
});
