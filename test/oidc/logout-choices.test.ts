import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, formOf, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  openClient,
  refusalOf,
  type SignedIn,
  signIn,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { enterCuenta, goToCuenta, isInCuenta } from '../helpers/cuenta.ts';
import { logoutReceiver, notifiedAt, notifiedSids } from '../helpers/logout-receiver.ts';

const ADIOS = 'https://capacita.example/adios';
const home = { client_uri: 'https://capacita.example/' };

/** Two clients that are notified at one receiver, and one that takes no notices. */
async function open(t: ExecutionContext) {
  const receiver = await logoutReceiver();
  const app = await openTestApp({
    env: { THROTTLES: 'off', EGRESS_ALLOW: `localhost:${receiver.port}` },
    clients: [notifiedAt(receiver, 'capacita', home), notifiedAt(receiver, 'subsidia'), clientFileFor('callada')],
  });
  t.teardown(async () => {
    await app.stop();
    await receiver.close();
  });
  const at = (id: string) => openClient(app, id);
  const here = await signIn(await at('capacita'));
  const there = await signIn(await at('subsidia'), { browser: here.browser });
  const isIn = async (id: string, browser: Browser = here.browser): Promise<boolean> => {
    const { to } = await beginSignIn(await at(id), { prompt: 'none' });
    return answerOf(await browser.get(to.href)).searchParams.has('code');
  };
  return { app, receiver, at, here, there, browser: here.browser, isIn };
}

const asked = ({ issuer }: TestApp, browser: Browser, fields: Record<string, string> = {}): Promise<Visit> =>
  browser.get(`${issuer}/oidc/logout?${new URLSearchParams({ client_id: 'capacita', ...fields })}`);

const buttonsOf = ({ html }: Visit): readonly string[] =>
  [...html.matchAll(/<button[^>]*>([^<]*)<\/button>/g)].map(([, words = '']) => words);

const sidOf = ({ tokens }: SignedIn): string => String(tokens.claims()?.sid);

test('[security 38, protocol 55] a user who came from one of several clients chooses: everywhere, only there, or stay', async (t) => {
  const { app, browser, at } = await open(t);
  t.deepEqual(buttonsOf(await asked(app, browser)), [
    'Cerrar sesión en todas las plataformas',
    'Solo en Plataforma capacita',
    'Seguir conectado',
  ]);
  const one = ['Cerrar sesión', 'Seguir conectado'];
  t.deepEqual(buttonsOf(await browser.get(`${app.issuer}/oidc/logout`)), one, 'no platform asks');
  t.deepEqual(buttonsOf(await asked(app, browser, { client_id: 'callada' })), one, 'this one is not part of it');
  t.deepEqual(buttonsOf(await asked(app, (await signIn(await at('capacita'))).browser)), one, 'the only one');
});

test('[security 38, protocol 55] «Solo en» ends what that client has of this session and notifies it alone; the session continues elsewhere', async (t) => {
  const { app, receiver, at, here, there, browser } = await open(t);
  const elsewhere = await signIn(await at('capacita'));
  const page = await asked(app, browser, { post_logout_redirect_uri: ADIOS, state: 'adios-1' });
  const sent = await browser.follow(await browser.send(page, { logout: 'solo' }), app.issuer);
  t.is(answerOf(sent).href, `${ADIOS}?state=adios-1`);
  t.is(await userInfoStatus(app, here.tokens.access_token), 401);
  const renewal = oidc.refreshTokenGrant((await at('capacita')).config, here.tokens.refresh_token ?? '');
  t.is(await refusalOf(renewal), 'invalid_grant');
  t.is(await userInfoStatus(app, there.tokens.access_token), 200);
  t.is(await userInfoStatus(app, elsewhere.tokens.access_token), 200, 'the same platform in another session');
  t.deepEqual(await notifiedSids(app, receiver), [sidOf(here)]);
  const again = await signIn(await at('capacita'), { browser });
  t.not(sidOf(again), sidOf(here), 'the session goes on, and this platform is new in it');
});

test('[security 38] «Solo en» without an address to go back to shows where the session continues', async (t) => {
  const { app, browser, isIn } = await open(t);
  const page = await browser.follow(await browser.send(await asked(app, browser), { logout: 'solo' }), app.issuer);
  t.true(page.text.includes('Cerró su sesión en Plataforma capacita'));
  t.true(page.text.includes('Su sesión sigue abierta en las demás plataformas.'));
  t.regex(page.html, /href="https:\/\/capacita\.example\/"/);
  t.true(await isIn('subsidia'));
});

for (const [how, answer] of [
  ['its button', { logout: 'no' }],
  ['a form without an answer', {}],
  ['an answer that is not offered', { logout: 'constructor' }],
] as const)
  test(`[security 38, protocol 55] «Seguir conectado» by ${how} changes nothing, notifies no client and leads to a page that says so`, async (t) => {
    const { app, receiver, here, there, browser, isIn } = await open(t);
    for (const fields of [{}, { post_logout_redirect_uri: ADIOS }]) {
      const sent = await browser.send(await asked(app, browser, fields), answer);
      const page = await browser.follow(sent, app.issuer);
      t.is(page.status, 200);
      t.true(page.text.includes('Sigue conectado'));
      t.regex(page.html, /href="https:\/\/capacita\.example\/"/);
    }
    t.deepEqual(await notifiedSids(app, receiver), []);
    for (const { tokens } of [here, there]) t.is(await userInfoStatus(app, tokens.access_token), 200);
    t.true(await isIn('capacita'));
    const bare = await browser.send(await browser.get(`${app.issuer}/oidc/logout`), answer);
    t.true((await browser.follow(bare, app.issuer)).text.includes('Sigue conectado'));
    t.true(await isIn('subsidia'));
  });

/** What the page at the end shows for each client. */
const saidOf = ({ html }: Visit): Record<string, string> =>
  Object.fromEntries([...html.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map(([, name, said]) => [name, said]));

const reloads = ({ html }: Visit): boolean => /http-equiv="refresh"/.test(html);

test('[security 38] the page at the end shows which clients were notified, and reloads while one waits, half a minute at most', async (t) => {
  const { app, receiver, at, browser } = await open(t);
  await signIn(await at('callada'), { browser });
  await goToCuenta(app, browser);
  const sent = await browser.send(await browser.get(`${app.issuer}/oidc/logout`), { logout: 'yes' });
  const page = await browser.follow(sent, app.issuer);
  t.deepEqual(saidOf(page), {
    'Plataforma capacita': 'Le estamos avisando',
    'Plataforma subsidia': 'Le estamos avisando',
    'Plataforma callada': 'No avisamos: no recibe avisos',
  });
  t.true(reloads(page));
  app.advance(31_000);
  t.false(reloads(await browser.get(page.url)), 'it does not go on for ever');
  t.is((await notifiedSids(app, receiver)).length, 2);
  const later = await browser.get(page.url);
  t.deepEqual(saidOf(later), {
    'Plataforma capacita': 'Avisada',
    'Plataforma subsidia': 'Avisada',
    'Plataforma callada': 'No avisamos: no recibe avisos',
  });
  t.false(reloads(later));
});

test('a client that could not be notified is listed as such', async (t) => {
  const { app, receiver, browser } = await open(t);
  const sent = await browser.send(await browser.get(`${app.issuer}/oidc/logout`), { logout: 'yes' });
  const [, first] = await Promise.all([
    receiver.close(),
    app.database.run<{ id: string }>((sql) => sql('logout_notices').first('id')),
  ]);
  await app.logouts.queue.deadLetter(first.id, 'gone');
  const said = Object.values(saidOf(await browser.follow(sent, app.issuer))).toSorted();
  t.deepEqual(said, ['Le estamos avisando', 'No pudimos avisarle']);
});

test('the address of that page has neither name, number nor client in it, and is valid for ten minutes', async (t) => {
  const { app, browser, there } = await open(t);
  const sent = await browser.send(await browser.get(`${app.issuer}/oidc/logout`), { logout: 'yes' });
  const { href } = answerOf(sent);
  t.regex(href, /\/salir\/listo\/[\w-]+$/);
  for (const secret of ['capacita', 'subsidia', sidOf(there), '44000001'])
    t.false(Buffer.from(href.split('/').at(-1) ?? '', 'base64url').includes(secret) || href.includes(secret));
  app.advance(10 * 60_000 + 1000);
  for (const address of [href, `${app.issuer}/salir/listo/made-up`]) {
    const page = await browser.get(address);
    t.is(page.status, 200);
    t.true(page.text.includes('Cerró su sesión'));
    t.deepEqual(saidOf(page), {});
  }
});

test('a user who stayed and opens that page later does not read that the session ended', async (t) => {
  const { app, browser } = await open(t);
  const sent = await browser.send(await asked(app, browser), { logout: 'no' });
  app.advance(10 * 60_000 + 1000);
  const later = await browser.get(answerOf(sent).href);
  t.is(later.status, 303);
  t.is(answerOf(later).pathname, '/cuenta/sesiones');
});

test('Salir from Mi cuenta notifies the clients too and says so', async (t) => {
  const { app, receiver, at } = await open(t);
  const browser = await enterCuenta(app);
  const person = await signIn(await at('capacita'), { browser });
  const question = await browser.follow(await browser.get(`${app.issuer}/cuenta/salir`), app.issuer);
  const page = await browser.follow(await browser.send(question, { logout: 'yes' }), app.issuer);
  t.deepEqual(saidOf(page), { 'Plataforma capacita': 'Le estamos avisando' });
  t.false(await isInCuenta(app, browser));
  t.deepEqual(await notifiedSids(app, receiver), [sidOf(person)]);
});

test('a question that waited for half an hour, or one after which another person signed in at the browser, is asked again', async (t) => {
  const { app, receiver, browser, here, isIn } = await open(t);
  const page = await asked(app, browser);
  app.advance(31 * 60_000);
  t.is((await browser.send(page, { logout: 'yes' })).headers.get('location'), '/oidc/logout');
  const fresh = await asked(app, browser);
  browser.cookies.delete('clave_sesion');
  browser.cookies.delete('clave_sesion.sig');
  const { browser: same } = await signIn(await openClient(app, 'capacita'), { browser });
  t.is((await same.send(fresh, { logout: 'yes' })).headers.get('location'), '/oidc/logout');
  t.true(await isIn('capacita'));
  t.is(await userInfoStatus(app, here.tokens.access_token), 200);
  t.deepEqual(await notifiedSids(app, receiver), []);
});

test('a second click leads where the first did, and notifies no client twice', async (t) => {
  const { app, receiver, browser } = await open(t);
  const page = await asked(app, browser, { post_logout_redirect_uri: ADIOS });
  const click = async () => browser.follow(await browser.send(page, { logout: 'yes' }), app.issuer);
  const sent = await Promise.all([1, 2].map(click));
  t.deepEqual(
    sent.map((one) => answerOf(one).href),
    [ADIOS, ADIOS],
  );
  t.is(new Set(await notifiedSids(app, receiver)).size, 2);
  t.is(receiver.asked.length, 2);
  const trail = await app.database.run<object[]>((sql) => sql('audit').where({ act: 'logout' }));
  t.is(trail.length, 1);
  t.truthy(formOf(page).hidden.ficha);
});
