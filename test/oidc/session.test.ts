import { createHash } from 'node:crypto';
import test from 'ava';
import * as oidc from 'openid-client';
import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  beginSignIn,
  type ClientApp,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  redeem,
  refusalOf,
  rosa,
  signIn,
  userInfoStatus,
} from '../helpers/client-app.ts';

let app: TestApp;
let client: ClientApp;
let other: ClientApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('capacita'), clientFileFor('subsidia')],
  });
  [client, other] = [await openClient(app, 'capacita'), await openClient(app, 'subsidia')];
});

test.after.always(() => app?.stop());

const COOKIE = 'clave_sesion';
const MINUTE = 60;
const HOUR = 60 * MINUTE;

interface Payload {
  loginTs: number;
  authorizations: Record<string, { usedAt: number }>;
}

const rowOf = (browser: Browser): Buffer =>
  createHash('sha256')
    .update(browser.cookies.get(COOKIE) ?? '')
    .digest();

/** Lets time pass for one session: since the login, and since the last use at any client. */
async function age(browser: Browser, { login, use }: { login: number; use: number }): Promise<void> {
  const id = rowOf(browser);
  const row = await app.database.run<{ payload: Payload }>((sql) => sql('oidc_session').where({ id }).first());
  row.payload.loginTs -= login;
  for (const authorization of Object.values(row.payload.authorizations)) authorization.usedAt -= use;
  await app.database.run((sql) => sql('oidc_session').where({ id }).update({ payload: row.payload }));
}

/** The result of a silent request: "code" or the error. */
async function silently(browser: Browser, at: ClientApp = client): Promise<string | null> {
  const { to } = await beginSignIn(at, { prompt: 'none' });
  const { searchParams } = answerOf(await browser.get(to.href));
  return searchParams.has('code') ? 'code' : searchParams.get('error');
}

async function openAgain(browser: Browser) {
  const { to } = await beginSignIn(client);
  return browser.follow(await browser.get(to.href), app.issuer);
}

test('a session that was used 29 minutes ago needs no key', async (t) => {
  const { browser } = await signIn(client);
  await age(browser, { login: HOUR, use: 29 * MINUTE });
  t.is(await silently(browser), 'code');
});

test('[protocol 8] a session without use for 31 minutes asks for the key again, at every client', async (t) => {
  const { browser, tokens } = await signIn(client);
  await age(browser, { login: 31 * MINUTE, use: 31 * MINUTE });
  t.is(await silently(browser), 'login_required');
  t.is(await silently(browser, other), 'login_required');
  const { checks, to } = await beginSignIn(client);
  t.true(asksForKey(await browser.follow(await browser.get(to.href), app.issuer)));
  const renewed = await redeem(client, answerOf(await goThrough(browser, to, rosa)), checks);
  t.is(renewed.claims()?.sub, tokens.claims()?.sub);
  t.is(await silently(browser), 'code');
});

test('use at one client keeps the session active for the other', async (t) => {
  const { browser } = await signIn(client);
  await age(browser, { login: 25 * MINUTE, use: 25 * MINUTE });
  t.is(await silently(browser, other), 'code');
  await age(browser, { login: 20 * MINUTE, use: 20 * MINUTE });
  t.is(await silently(browser), 'code');
});

test('a session ends twelve hours after the login, regardless of use', async (t) => {
  const { browser } = await signIn(client);
  await age(browser, { login: 12 * HOUR - 20, use: 0 });
  t.is(await silently(browser), 'code');
  const { rows } = await app.database.run<{ rows: { left: string }[] }>((sql) =>
    sql.raw('select extract(epoch from expires_at - now()) as left from oidc_session where id = ?', [rowOf(browser)]),
  );
  t.true(Number(rows[0]?.left) <= 20);
  await app.database.run((sql) =>
    sql.raw(`update oidc_session set expires_at = now() - interval '1 second' where id = ?`, [rowOf(browser)]),
  );
  t.is(await silently(browser), 'login_required');
  t.true(asksForKey(await openAgain(browser)));
});

test('[security 35, protocol 86] the session gets a new id at the login, and the old one is not valid any more', async (t) => {
  const browser = openBrowser();
  const { to } = await beginSignIn(client);
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const before = new Map(browser.cookies);
  const answer = await browser.follow(await browser.send(page, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  t.true(answerOf(answer).searchParams.has('code'));
  t.truthy(browser.cookies.get(COOKIE));
  t.not(browser.cookies.get(COOKIE), before.get(COOKIE));
  const stranger = openBrowser();
  for (const [name, value] of before) stranger.cookies.set(name, value);
  t.is(await silently(stranger), 'login_required');
  t.is(await silently(browser), 'code');
});

test('[security 35] a session id that was planted before the login is not adopted', async (t) => {
  const attacker = openBrowser();
  await attacker.get((await beginSignIn(client)).to.href);
  const victim = openBrowser();
  victim.cookies.set(COOKIE, attacker.cookies.get(COOKIE) ?? 'made-up-session-id');
  victim.cookies.set(`${COOKIE}.sig`, attacker.cookies.get(`${COOKIE}.sig`) ?? 'made-up');
  const planted = victim.cookies.get(COOKIE);
  await signIn(client, { browser: victim });
  t.not(victim.cookies.get(COOKIE), planted);
  t.is(await silently(attacker), 'login_required');
});

test('a session cookie without its signature, or with another one, is no session', async (t) => {
  const { browser } = await signIn(client);
  for (const signature of ['', 'A'.repeat(27)]) {
    const thief = openBrowser();
    thief.cookies.set(COOKIE, browser.cookies.get(COOKIE) ?? '');
    if (signature) thief.cookies.set(`${COOKIE}.sig`, signature);
    t.is(await silently(thief), 'login_required');
  }
});

test('a page of a sign-in that belongs to another browser is not shown', async (t) => {
  const browser = openBrowser();
  const page = await browser.follow(await browser.get((await beginSignIn(client)).to.href), app.issuer);
  t.true(asksForKey(page));
  const other = openBrowser();
  const stranger = await other.follow(await other.get(page.url), app.issuer);
  t.is(stranger.status, 400);
  t.false(asksForKey(stranger));
});

test('[protocol 9] prompt=none without a session is login_required', async (t) => {
  t.is(await silently(openBrowser()), 'login_required');
});

test('a frozen account renews nothing, returns no data and has to log in, which it cannot', async (t) => {
  const { browser, tokens } = await signIn(client, { person: pedro });
  t.is(await silently(browser), 'code');
  await app.database.run((sql) => sql('accounts').where({ identifier: '44000002-9' }).update({ state: 'congelada' }));
  const renewal = oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '');
  t.is(await refusalOf(renewal), 'invalid_grant');
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.is(await silently(browser), 'login_required');
  const page = await openAgain(browser);
  t.true(asksForKey(page));
  const refused = await browser.send(page, { rut: pedro.rut, clave: pedro.key });
  t.is(refused.status, 422);
  t.true(asksForKey(refused));
});

test('[security 22] a request that was under way while sessions were ended does not bring its session or tokens back', async (t) => {
  const mine = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
  t.teardown(mine.stop);
  const at = await openClient(mine, 'capacita');
  const { browser, tokens } = await signIn(at);
  // Sessions and tokens have the second of the sign-in: these are a minute old.
  const older = (field: string) => `jsonb_build_object('${field}', (payload ->> '${field}')::int - 60)`;
  const ages = { oidc_session: 'loginTs', oidc_access_token: 'iat', oidc_refresh_token: 'authTime' };
  for (const [table, field] of Object.entries(ages))
    await mine.database.run((sql) => sql.raw(`update ${table} set payload = payload || ${older(field)}`));
  const tables = ['oidc_grant', ...Object.keys(ages)];
  const before = await Promise.all(tables.map((table) => mine.database.run<object[]>((sql) => sql(table))));
  const account = await mine.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  await mine.deps.sessions.endAll(account?.id ?? '');
  for (const [place, table] of tables.entries()) {
    t.is(before[place]?.length, 1, table);
    await mine.database.run((sql) => sql(table).insert(before[place] ?? []));
  }
  const { to } = await beginSignIn(at);
  t.true(asksForKey(await browser.follow(await browser.get(to.href), mine.issuer)));
  t.is(await userInfoStatus(mine, tokens.access_token), 401);
  t.is(await refusalOf(oidc.refreshTokenGrant(at.config, tokens.refresh_token ?? '')), 'invalid_grant');
});
