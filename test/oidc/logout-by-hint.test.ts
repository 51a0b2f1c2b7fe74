import { createPrivateKey, sign } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { openKeyring } from '../../src/adapters/postgres/keyring/keyring.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  openClient,
  pedro,
  type SignedIn,
  signIn,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { logoutReceiver, notifiedAt, notifiedSids } from '../helpers/logout-receiver.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';

const ADIOS = 'https://capacita.example/adios';

async function open(t: ExecutionContext) {
  const receiver = await logoutReceiver();
  const app = await openTestApp({
    env: { THROTTLES: 'off', EGRESS_ALLOW: `localhost:${receiver.port}` },
    clients: [clientFileFor('capacita'), notifiedAt(receiver, 'subsidia')],
  });
  t.teardown(async () => {
    await app.stop();
    await receiver.close();
  });
  const [capacita, subsidia] = [await openClient(app, 'capacita'), await openClient(app, 'subsidia')];
  const isIn = async (browser: Browser): Promise<boolean> => {
    const { to } = await beginSignIn(capacita, { prompt: 'none' });
    return answerOf(await browser.get(to.href)).searchParams.has('code');
  };
  return { app, receiver, capacita, subsidia, isIn };
}

const fieldsOf = (hint: string, more: Record<string, string> = {}) =>
  ({ id_token_hint: hint, client_id: 'capacita', post_logout_redirect_uri: ADIOS, state: 'adios-1', ...more }) as const;

const leave = ({ issuer }: TestApp, browser: Browser, fields: Record<string, string>): Promise<Visit> =>
  browser.get(`${issuer}/oidc/logout?${new URLSearchParams(fields)}`);

const hintOf = ({ tokens }: SignedIn): string => tokens.id_token ?? '';

const asks = (t: ExecutionContext, page: Visit): void => {
  t.is(page.status, 200);
  t.true(page.text.includes('¿Cerrar sesión?'));
};

test('[security 38, protocol 50] an ID token of this very session ends it everywhere without a question, and the browser is back at the client', async (t) => {
  const { app, receiver, capacita, subsidia, isIn } = await open(t);
  const person = await signIn(capacita);
  const second = await signIn(subsidia, { browser: person.browser });
  const answer = await leave(app, person.browser, fieldsOf(hintOf(person)));
  t.is(answer.status, 303);
  t.is(answerOf(answer).href, `${ADIOS}?state=adios-1`);
  t.false(await isIn(person.browser));
  for (const { tokens } of [person, second]) t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.deepEqual(await notifiedSids(app, receiver), [String(second.tokens.claims()?.sid)]);
  t.false(person.browser.cookies.has('clave_sesion'));
});

test('[security 38] without a post_logout_redirect_uri it ends at the page of Clave Sence', async (t) => {
  const { app, capacita, isIn } = await open(t);
  const person = await signIn(capacita);
  const { browser } = person;
  const page = await browser.follow(await leave(app, browser, { id_token_hint: hintOf(person) }), app.issuer);
  t.true(page.text.includes('Cerró su sesión'));
  t.false(await isIn(browser));
});

test('every ID token has the sid of its session, also for a client that takes no logout tokens', async (t) => {
  const { capacita } = await open(t);
  const { browser, tokens } = await signIn(capacita);
  t.is(typeof tokens.claims()?.sid, 'string');
  const renewed = await oidc.refreshTokenGrant(capacita.config, tokens.refresh_token ?? '');
  t.is(renewed.claims()?.sid, tokens.claims()?.sid);
  const elsewhere = await signIn(capacita);
  t.not(elsewhere.tokens.claims()?.sid, tokens.claims()?.sid);
  t.is((await signIn(capacita, { browser })).tokens.claims()?.sid, tokens.claims()?.sid);
});

test('[security 38, protocol 50] a hint of another session of the same person, of another person, or of another client asks or is refused', async (t) => {
  const { app, capacita, subsidia, isIn } = await open(t);
  const person = await signIn(capacita);
  const { browser } = person;
  const atSubsidia = await signIn(subsidia, { browser });
  asks(t, await leave(app, browser, fieldsOf(hintOf(await signIn(capacita)))));
  asks(t, await leave(app, browser, fieldsOf(hintOf(await signIn(capacita, { person: pedro })))));
  const ofAnother = await leave(app, browser, fieldsOf(hintOf(atSubsidia)));
  t.is(ofAnother.status, 400);
  t.true(await isIn(browser));
});

test('[security 38] a hint of a session that has ended asks about the one that is open now', async (t) => {
  const { app, capacita, isIn } = await open(t);
  const before = await signIn(capacita);
  await leave(app, before.browser, fieldsOf(hintOf(before)));
  const { browser } = await signIn(capacita, { browser: before.browser });
  asks(t, await leave(app, browser, fieldsOf(hintOf(before))));
  t.true(await isIn(browser));
});

/** A token that the server would sign, with its own current key. */
async function signed(app: TestApp, claims: object, typ?: string): Promise<string> {
  const secrets = deriveSecrets(SECRETS_KEYS);
  const key = (await openKeyring(app.database, secrets)).signing.find(({ alg }) => alg === 'ES256');
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'ES256', kid: key?.kid, ...(typ ? { typ } : {}) })}.${part(claims)}`;
  const privateKey = createPrivateKey({ key: key as never, format: 'jwk' });
  const made = sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${body}.${made.toString('base64url')}`;
}

test('[protocol 51] 38 only an ID token is a hint: an expired one is, one without sid, of another issuer, with two audiences or of another kind is not', async (t) => {
  const { app, capacita, isIn } = await open(t);
  const person = await signIn(capacita);
  const { browser } = person;
  const claims = decodeJwt(hintOf(person));
  const { sid: _, ...withoutSid } = claims;
  asks(t, await leave(app, browser, fieldsOf(await signed(app, withoutSid))));
  asks(t, await leave(app, browser, fieldsOf(await signed(app, { ...claims, sub: 'another-subject' }))));
  asks(t, await leave(app, browser, fieldsOf(await signed(app, claims, 'logout+jwt'))));
  asks(t, await leave(app, browser, fieldsOf(await signed(app, claims, 'secevent+jwt'))));
  for (const wrong of [
    { ...claims, iss: 'https://otra.example' },
    { ...claims, aud: ['capacita', 'subsidia'] },
    { ...claims, aud: 'nadie' },
    { ...claims, aud: undefined },
    { ...claims, sub: undefined },
  ]) {
    const page = await leave(app, browser, fieldsOf(await signed(app, wrong)));
    t.true(page.status === 400 || page.status === 401, `${page.status}`);
    t.is(page.headers.get('location'), null);
  }
  const { client_id: __, ...alone } = fieldsOf(await signed(app, { ...claims, aud: ['capacita'] }));
  t.true([400, 401].includes((await leave(app, browser, alone)).status));
  t.true(await isIn(browser));
  const expired = await signed(app, { ...claims, iat: 1_700_000_000, exp: 1_700_000_600 });
  t.is(answerOf(await leave(app, browser, fieldsOf(expired))).href, `${ADIOS}?state=adios-1`);
  t.false(await isIn(browser));
});

test('[security 38] a hint in a browser without that session ends nothing elsewhere', async (t) => {
  const { app, capacita, isIn } = await open(t);
  const person = await signIn(capacita);
  const stranger = openBrowser();
  const page = await leave(app, stranger, fieldsOf(hintOf(person)));
  const back = await stranger.follow(await stranger.send(page, {}), app.issuer);
  t.is(answerOf(back).href, `${ADIOS}?state=adios-1`);
  t.true(await isIn(person.browser));
});
