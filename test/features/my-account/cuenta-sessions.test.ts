import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { ask } from '../../helpers/ask.ts';
import { type Browser, openBrowser } from '../../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  openClient,
  pedro,
  rosa,
  type SignedIn,
  signIn,
  userInfoStatus,
} from '../../helpers/client-app.ts';
import { enterCuenta, goToCuenta, isInCuenta, pressOn } from '../../helpers/cuenta.ts';
import { logoutReceiver, notifiedAt, notifiedSids } from '../../helpers/logout-receiver.ts';
import { withinMs } from '../../helpers/within-ms.ts';

// Tests that are measured run one at a time.
const WITHIN_MS = withinMs(5000);

/** An app, a second instance, a client that is notified of logouts, and Rosa in two browsers that use it. */
async function open(t: ExecutionContext) {
  const receiver = await logoutReceiver();
  const app = await openTestApp({
    env: { THROTTLES: 'off', EGRESS_ALLOW: `localhost:${receiver.port}` },
    clients: [notifiedAt(receiver, 'capacita', { scope: 'openid profile run offline_access' })],
  });
  const other = await app.beside();
  const server = createServer(other.handle);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  t.teardown(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await app.stop();
    await receiver.close();
  });
  const client = await openClient(app, 'capacita');
  const here = await signIn(client);
  const there = await signIn(client);
  for (const { browser } of [here, there]) await goToCuenta(app, browser);
  return {
    app,
    receiver,
    client,
    here,
    there,
    beside: `http://localhost:${(server.address() as AddressInfo).port}`,
  };
}

type Scene = Awaited<ReturnType<typeof open>>;

const sidOf = ({ tokens }: SignedIn): string => String(tokens.claims()?.sid);

/** Whether Mi cuenta opens with this browser's cookies, at both instances. */
async function isIn({ app, beside }: Scene, { browser }: Pick<SignedIn, 'browser'>): Promise<readonly boolean[]> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const { status } = await ask(beside, '/cuenta', { host: new URL(app.issuer).host, cookie });
  return [await isInCuenta(app, browser), status === 200];
}

/** Whether a client's silent request still gets a code with this browser, and whether the token is still valid. */
async function isKnown({ app, client }: Scene, { browser, tokens }: SignedIn): Promise<readonly boolean[]> {
  const { to } = await beginSignIn(client, { prompt: 'none' });
  const silently = answerOf(await browser.get(to.href)).searchParams.has('code');
  return [silently, (await userInfoStatus(app, tokens.access_token)) === 200];
}

/** The session that is not this one, as the page of the sessions shows it. */
async function sessionsOf({ app, here }: Scene) {
  const page = await here.browser.get(`${app.issuer}/cuenta/sesiones`);
  return { page, uids: [...page.html.matchAll(/name="sesion" value="([^"]+)"/g)].map(([, uid]) => uid ?? '') };
}

async function assertEnded(t: ExecutionContext, scene: Scene, person: SignedIn, since: number): Promise<void> {
  t.deepEqual(await isIn(scene, person), [false, false], 'the cookie of Mi cuenta is invalid at both instances');
  t.deepEqual(await isKnown(scene, person), [false, false]);
  t.true((await notifiedSids(scene.app, scene.receiver)).includes(sidOf(person)), 'the client is notified');
  t.true(performance.now() - since < WITHIN_MS);
}

async function assertAlive(t: ExecutionContext, scene: Scene, person: SignedIn): Promise<void> {
  t.deepEqual(await isIn(scene, person), [true, true]);
  t.deepEqual(await isKnown(scene, person), [true, true]);
  t.false((await notifiedSids(scene.app, scene.receiver)).includes(sidOf(person)));
}

test('the page shows each session with its device, times and clients, and which one this is', async (t) => {
  const scene = await open(t);
  const browser = openBrowser();
  const phone = { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile' };
  const { to } = await beginSignIn(scene.client);
  await browser.get(to.href, phone);
  let step = await browser.get(to.href, phone);
  step = await browser.follow(step, scene.app.issuer);
  step = await browser.send(step, { rut: rosa.rut, clave: rosa.key });
  await browser.get(new URL(step.headers.get('location') ?? '', scene.app.issuer).href, phone);
  const { page, uids } = await sessionsOf(scene);
  t.is(uids.length, 2);
  t.is(page.text.match(/Esta sesión/g)?.length, 1);
  t.true(page.text.includes('Chrome en Android'));
  t.is(page.text.match(/Plataforma capacita/g)?.length, 3);
  t.false(page.html.includes('Mi cuenta, Plataforma'));
});

test.serial(
  '[security 22] closing one session ends it everywhere in five seconds and does not change the others',
  async (t) => {
    const scene = await open(t);
    const { page, uids } = await sessionsOf(scene);
    const since = performance.now();
    const done = await pressOn(scene.here.browser, page, { accion: 'cerrar', sesion: uids[0] ?? '' });
    t.is(done.headers.get('location'), '/cuenta/sesiones?listo=sesion');
    await assertEnded(t, scene, scene.there, since);
    await assertAlive(t, scene, scene.here);
    t.is((await sessionsOf(scene)).uids.length, 0);
    const mail = (await scene.app.mailbox()).find(({ subject }) => subject === 'Cerraron sesiones de su cuenta');
    t.regex(mail?.text ?? '', /Sesiones cerradas: 1[\s\S]*\/no-fui-yo\//);
    t.regex(mail?.text ?? '', /Cuándo: [\s\S]*Equipo: /);
  },
);

test.serial('[security 22] closing all others ends each of them, with what outlives a session too', async (t) => {
  const scene = await open(t);
  const third = await signIn(scene.client);
  const { page, uids } = await sessionsOf(scene);
  t.is(uids.length, 2);
  const since = performance.now();
  await pressOn(scene.here.browser, page, { accion: 'cerrar-demas' });
  for (const person of [scene.there, third]) await assertEnded(t, scene, person, since);
  await assertAlive(t, scene, scene.here);
  const notices = async () =>
    (await scene.app.mailbox()).filter(({ subject }) => subject === 'Cerraron sesiones de su cuenta').length;
  t.is(await notices(), 1);
  await pressOn(scene.here.browser, (await sessionsOf(scene)).page, { accion: 'cerrar-demas' });
  t.is(await notices(), 1, 'a second click ends nothing and notifies no client');
});

test.serial(
  '[A5] closing all others ends every device record of the account, and deletes the cookie from this browser',
  async (t) => {
    const scene = await open(t);
    const { accounts, devices } = scene.app.deps;
    const find = async () => {
      const account = await accounts.findByIdentifier('natural', '44000001-0' as never);
      if (!account) throw new Error('Rosa has no account');
      return account;
    };
    const before = await find();
    const other = { ...before, id: '00000000-0000-4000-8000-000000000000' };
    const [elsewhere, here] = [
      devices.remember(undefined, before),
      devices.remember(devices.remember(undefined, other), before),
    ];
    const { browser } = scene.here;
    browser.cookies.set('cs_equipo', here);
    const page = await browser.get(`${scene.app.issuer}/cuenta/sesiones`);
    await pressOn(browser, page, { accion: 'cerrar', sesion: 'ninguna' });
    t.truthy(devices.recognise(elsewhere, await find()), 'one session is not all of them');
    await pressOn(browser, page, { accion: 'cerrar-demas' });
    const after = await find();
    for (const cookie of [elsewhere, here])
      t.is(devices.recognise(cookie, after), undefined, 'an old cookie is invalid');
    const kept = browser.cookies.get('cs_equipo');
    t.is(devices.recognise(kept, before), undefined);
    t.truthy(devices.recognise(kept, other), 'what other accounts know stays');
  },
);

test('no account closes a session of another account', async (t) => {
  const scene = await open(t);
  const thief = await enterCuenta(scene.app, pedro);
  const page = await thief.get(`${scene.app.issuer}/cuenta/sesiones`);
  const { uids } = await sessionsOf(scene);
  await pressOn(thief, page, { accion: 'cerrar', sesion: uids[0] ?? '' });
  await pressOn(thief, page, { accion: 'cerrar-demas' });
  await assertAlive(t, scene, scene.there);
});

test.serial(
  '[security 22] a new key ends every other session in five seconds; this one stays usable with what depends on it',
  async (t) => {
    const scene = await open(t);
    const page = await scene.here.browser.get(`${scene.app.issuer}/cuenta/seguridad/clave`);
    const since = performance.now();
    const fields = { actual: rosa.key, clave: 'Quiltro-78', clave2: 'Quiltro-78' };
    const done = await pressOn(scene.here.browser, page, fields);
    t.is(done.headers.get('location'), '/cuenta/seguridad?listo=clave');
    await assertEnded(t, scene, scene.there, since);
    await assertAlive(t, scene, scene.here);
    const fresh = openBrowser();
    t.is((await goToCuenta(scene.app, fresh, '', { ...rosa, key: 'Quiltro-78' })).status, 200);
  },
);

test.serial(
  '[security 25] «Detener mi cuenta» ends all sessions in five seconds, this one too, and no sign-in succeeds',
  async (t) => {
    const scene = await open(t);
    const page = await scene.here.browser.get(`${scene.app.issuer}/cuenta/detener`);
    const since = performance.now();
    const done = await scene.here.browser.send(page, {});
    t.is(done.status, 200);
    t.true(done.text.includes('Su cuenta quedó detenida'));
    for (const person of [scene.here, scene.there]) await assertEnded(t, scene, person, since);
    t.regex((await goToCuenta(scene.app, openBrowser())).url, /\/ingresar\//);
  },
);

test('a freeze from a mail and the logout at the provider reach Mi cuenta too', async (t) => {
  const scene = await open(t);
  const { browser } = scene.there;
  const asks = await browser.get(`${scene.app.issuer}/oidc/logout`);
  await browser.send(asks, { logout: 'yes' });
  t.deepEqual(await isIn(scene, scene.there), [false, false]);
  const mail = (await scene.app.mailbox()).find(({ text }) => text.includes('/no-fui-yo/'));
  const link = /http\S+\/no-fui-yo\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const stranger = openBrowser();
  await stranger.send(await stranger.get(link), {});
  t.deepEqual(await isIn(scene, scene.here), [false, false]);
});

test('a request that was under way while its session was closed does not restore it', async (t) => {
  const scene = await open(t);
  const { uids } = await sessionsOf(scene);
  const { database, deps } = scene.app;
  const rows = () => database.run<{ uid: string }[]>((sql) => sql('oidc_session').where({ uid: uids[0] }));
  const [before] = await rows();
  const { id } = await database.run<{ id: string }>((sql) =>
    sql('accounts').where({ identifier: '44000001-0' }).first('id'),
  );
  t.true(await deps.sessions.end(id, uids[0] ?? ''));
  await database.run((sql) => sql('oidc_session').insert(before));
  t.deepEqual(await isIn(scene, scene.there), [false, false]);
  t.deepEqual(await isKnown(scene, scene.there), [false, false]);
  t.is((await sessionsOf(scene)).uids.length, 0);
});

test('what such a request writes back is not closed a second time: it is not counted and the client is not notified again', async (t) => {
  const scene = await open(t);
  const { uids } = await sessionsOf(scene);
  const { database, deps } = scene.app;
  const [before] = await database.run<object[]>((sql) => sql('oidc_session').where({ uid: uids[0] }));
  const { id } = await database.run<{ id: string }>((sql) =>
    sql('accounts').where({ identifier: '44000001-0' }).first('id'),
  );
  const writeBack = () => database.run((sql) => sql('oidc_session').insert(before));
  t.true(await deps.sessions.end(id, uids[0] ?? ''));
  await writeBack();
  t.false(await deps.sessions.end(id, uids[0] ?? ''));
  await writeBack();
  await deps.sessions.endAt(id, 'capacita');
  t.is(await deps.sessions.endAll(id), 1, 'the session that was there');
  const notified = await notifiedSids(scene.app, scene.receiver);
  t.deepEqual(notified.toSorted(), [sidOf(scene.here), sidOf(scene.there)].toSorted());
  const { length } = await database.run<object[]>((sql) => sql('oidc_session').where({ uid: uids[0] }));
  t.is(length, 0, 'and it is gone');
});

/** Presses «Desconectar» for the client. */
async function disconnect({ app }: Scene, browser: Browser): Promise<void> {
  const page = await browser.get(`${app.issuer}/cuenta/plataformas/capacita`);
  await browser.send(page, { accion: 'desconectar' });
}

test.serial(
  '[security 34] disconnecting a client ends its tokens in every session and notifies it; the sessions stay open',
  async (t) => {
    const scene = await open(t);
    const since = performance.now();
    await disconnect(scene, scene.here.browser);
    for (const { tokens } of [scene.here, scene.there]) t.is(await userInfoStatus(scene.app, tokens.access_token), 401);
    const notified = await notifiedSids(scene.app, scene.receiver);
    t.deepEqual(notified.toSorted(), [sidOf(scene.here), sidOf(scene.there)].toSorted());
    t.true(performance.now() - since < WITHIN_MS);
    for (const person of [scene.here, scene.there]) t.deepEqual(await isIn(scene, person), [true, true]);
    const page = await scene.here.browser.get(`${scene.app.issuer}/cuenta/plataformas`);
    t.true(page.text.includes('Todavía no ha ingresado a ninguna plataforma'));
    const mail = (await scene.app.mailbox()).find(({ subject }) => subject.startsWith('Desconectaron'));
    t.true(mail?.text.includes('Plataforma: Plataforma capacita'));
  },
);

test('a user who signs in again is known to the client again, from now on', async (t) => {
  const scene = await open(t);
  await disconnect(scene, scene.here.browser);
  const { to } = await beginSignIn(scene.client);
  t.true(answerOf(await scene.here.browser.get(to.href)).searchParams.has('code'));
  const page = await scene.here.browser.get(`${scene.app.issuer}/cuenta/plataformas`);
  t.true(page.text.includes('Plataforma capacita'));
});
