import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { deliverDue } from '../../src/oidc/notifications/deliver-due.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  rosa,
  type SignedIn,
  signIn,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { runningMs } from '../helpers/running-ms.ts';

const SECOND = 1000;
const HOUR = 3_600 * SECOND;

interface Receiver {
  readonly port: number;
  /** Logout tokens that were received. */
  readonly received: URLSearchParams[];
  /** How the receiver answers from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

const status = (code: number, headers: Record<string, string> = {}): Receiver['answer'] => {
  return (_request, response) => void response.writeHead(code, headers).end();
};

/** A client's address for logout tokens, until the test ends. */
async function openReceiver(t: ExecutionContext, answer: Receiver['answer'] = status(204)): Promise<Receiver> {
  const received: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    received.push(new URLSearchParams(body));
    receiver.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  t.teardown(() => {
    server.close();
    server.closeAllConnections();
  });
  const receiver: Receiver = { port: (server.address() as AddressInfo).port, received, answer };
  return receiver;
}

/** An app with one client for each receiver, "capacita-0" and on, that takes logout tokens there. */
async function open(
  t: ExecutionContext,
  ports: readonly number[],
  env: Record<string, string> = {},
  fields: object = {},
) {
  const app = await openTestApp({
    env: { THROTTLES: 'off', EGRESS_ALLOW: ports.map((port) => `localhost:${port}`).join(), ...env },
    clients: ports.map((port, place) =>
      clientFileFor(`capacita-${place}`, {
        backchannel_logout_uri: `http://localhost:${port}/salida`,
        backchannel_logout_session_required: true,
        ...fields,
      }),
    ),
  });
  t.teardown(app.stop);
  return app;
}

const signInAt = async (app: TestApp, place = 0, browser?: Browser): Promise<SignedIn> =>
  signIn(await openClient(app, `capacita-${place}`), browser ? { browser } : {});

async function signOut(app: TestApp, { browser }: SignedIn): Promise<number> {
  const done = await browser.send(await browser.get(`${app.issuer}/oidc/logout`), { logout: 'yes' });
  return done.status;
}

/** Works until nothing is due. */
async function notifyAll({ logouts }: TestApp): Promise<void> {
  while ((await deliverDue(logouts)) > 0);
}

interface Row {
  readonly client_id: string;
  readonly attempts: number;
  readonly told_at: Date | null;
  readonly dead_at: Date | null;
  readonly last_error: string | null;
}

const rowsOf = ({ database }: TestApp) => database.run<Row[]>((sql) => sql('logout_notices').orderBy('client_id'));

async function accountOf({ database }: TestApp, run = '44000001-0'): Promise<string> {
  const row = await database.run<{ id: string }>((sql) => sql('accounts').where({ identifier: run }).first('id'));
  return row.id;
}

async function endAll(app: TestApp, which: { except?: string } = {}): Promise<number> {
  return app.deps.sessions.endAll(await accountOf(app), which);
}

/** Uid of the session in which these tokens were issued, as a page of the app knows it. */
async function uidOf({ database }: TestApp, { tokens }: SignedIn): Promise<string> {
  const sessions = await database.run<{ uid: string; payload: object }[]>((sql) => sql('oidc_session'));
  const sid = String(tokens.claims()?.sid);
  return sessions.find(({ payload }) => JSON.stringify(payload).includes(sid))?.uid ?? '';
}

/** Whether a client's silent request still gets a code with this browser. */
async function isIn(app: TestApp, { browser }: SignedIn, place = 0): Promise<boolean> {
  const { to } = await beginSignIn(await openClient(app, `capacita-${place}`), { prompt: 'none' });
  return answerOf(await browser.get(to.href)).searchParams.has('code');
}

/** The claims of a logout token, after its signature, type, issuer and audience are checked. */
async function read({ issuer }: TestApp, form: URLSearchParams | undefined, audience = 'capacita-0') {
  const keys = (await (await fetch(`${issuer}/oidc/jwks`)).json()) as JSONWebKeySet;
  const token = form?.get('logout_token') ?? '';
  return jwtVerify(token, createLocalJWKSet(keys), { issuer, audience, typ: 'logout+jwt' });
}

test('[protocol 57] 38 a client in EGRESS_ALLOW gets a valid logout token of its own session at the logout', async (t) => {
  const receiver = await openReceiver(t);
  const app = await open(t, [receiver.port]);
  const person = await signInAt(app);
  t.is(await signOut(app, person), 303);
  await notifyAll(app);
  t.is(receiver.received.length, 1);
  t.deepEqual([...(receiver.received[0]?.keys() ?? [])], ['logout_token']);
  const { payload, protectedHeader } = await read(app, receiver.received[0]);
  const claims = person.tokens.claims();
  t.is(protectedHeader.alg, 'ES256');
  t.is(payload.sub, claims?.sub);
  t.is(payload.sid, claims?.sid);
  t.deepEqual(payload.events, { 'http://schemas.openid.net/event/backchannel-logout': {} });
  t.truthy(payload.jti);
  t.is(payload.nonce, undefined);
  t.true((payload.exp ?? 0) - (payload.iat ?? 0) <= 120);
});

test('[security 39, protocol 61] a client on this machine that EGRESS_ALLOW does not name is never called, and its notice fails permanently', async (t) => {
  const receiver = await openReceiver(t);
  for (const allow of ['', `localhost:${receiver.port + 1},otra.example`]) {
    const app = await open(t, [receiver.port], { EGRESS_ALLOW: allow });
    t.is(await signOut(app, await signInAt(app)), 303);
    await notifyAll(app);
    const [row] = await rowsOf(app);
    t.like(row, { attempts: 1, told_at: null });
    t.truthy(row?.dead_at);
    t.true(app.logged.join('').includes('back-channel logout given up'));
    app.advance(2 * HOUR);
    await notifyAll(app);
  }
  t.is(receiver.received.length, 0);
});

test('[protocol 61] 39 https does not open this machine either: no connection is made', async (t) => {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  t.teardown(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const backchannel_logout_uri = `https://localhost:${port}/salida`;
  const app = await open(t, [port], { EGRESS_ALLOW: '' }, { backchannel_logout_uri });
  t.is(await signOut(app, await signInAt(app)), 303);
  await notifyAll(app);
  t.true(app.logged.join('').includes('back-channel logout given up'));
  t.is(connections, 0);
});

test('[security 39, protocol 61] a redirect in the answer of a client is not followed', async (t) => {
  const inside = await openReceiver(t);
  const receiver = await openReceiver(t, status(307, { location: `http://localhost:${inside.port}/` }));
  const app = await open(t, [receiver.port], { EGRESS_ALLOW: 'localhost' });
  t.is(await signOut(app, await signInAt(app)), 303);
  await notifyAll(app);
  t.deepEqual([receiver.received.length, inside.received.length], [1, 0]);
});

test('[protocol 60] a client that never answers delays no logout', async (t) => {
  const receiver = await openReceiver(t, () => {});
  const app = await open(t, [receiver.port]);
  const person = await signInAt(app);
  const took = await runningMs(async () => t.is(await signOut(app, person), 303));
  t.true(took < 2000, `${took} ms`);
  t.is(receiver.received.length, 0, 'it is notified afterwards');
  await notifyAll(app);
  t.like((await rowsOf(app))[0], { attempts: 1, told_at: null, dead_at: null });
  t.true(app.logged.join('').includes('back-channel logout failed'));
});

test('[protocol 58] a freeze notifies each client of each session, with its own sid and sub', async (t) => {
  const receivers = [await openReceiver(t), await openReceiver(t)];
  const app = await open(
    t,
    receivers.map(({ port }) => port),
  );
  const first = await signInAt(app, 0);
  const second = await signInAt(app, 1, first.browser);
  const elsewhere = await signInAt(app, 0);
  t.is(await endAll(app), 2);
  await notifyAll(app);
  const notified = await Promise.all(
    receivers.map(({ received }, place) =>
      Promise.all(received.map(async (form) => (await read(app, form, `capacita-${place}`)).payload)),
    ),
  );
  const of = (person: SignedIn) => ({ sub: person.tokens.claims()?.sub, sid: person.tokens.claims()?.sid });
  const sids = notified[0]?.map(({ sid }) => sid) ?? [];
  t.deepEqual(sids.toSorted(), [of(first).sid, of(elsewhere).sid].toSorted());
  t.true(notified[0]?.every(({ sub }) => sub === of(first).sub));
  t.deepEqual(
    notified[1]?.map(({ sub, sid }) => ({ sub, sid })),
    [of(second)],
  );
});

test('a client without consent is not notified about the person', async (t) => {
  const { port } = await openReceiver(t);
  const app = await open(t, [port], {}, { first_party: false, sector: 'privada' });
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'capacita-0'));
  t.regex((await goThrough(browser, to, rosa)).url, /\/ingresar\//, 'the page that asks for consent');
  t.is(await endAll(app), 0, 'a sign-in that was left half-way is no session');
  const kept = await app.database.run<unknown[]>((sql) =>
    sql('oidc_session').whereRaw("payload -> 'accountId' is not null"),
  );
  t.deepEqual(kept, [], 'but it ended');
  t.is((await rowsOf(app)).length, 0);
});

test('[protocol 58] a freeze that is rolled back notifies no client and ends nothing', async (t) => {
  const receiver = await openReceiver(t);
  const app = await open(t, [receiver.port]);
  const person = await signInAt(app);
  await t.throwsAsync(
    app.deps.atomically(async () => {
      await endAll(app);
      throw new Error('no');
    }),
  );
  await notifyAll(app);
  t.is(receiver.received.length, 0);
  t.true(await isIn(app, person));
});

test('[security 38, protocol 59] a receiver that is down for two minutes is notified once when it returns', async (t) => {
  const receiver = await openReceiver(t, status(503));
  const app = await open(t, [receiver.port]);
  const person = await signInAt(app);
  await endAll(app);
  for (let seconds = 0; seconds < 120; seconds += 1) {
    await notifyAll(app);
    app.advance(SECOND);
  }
  const tries = receiver.received.length;
  t.true(tries > 2 && tries < 10, `${tries} tries in two minutes`);
  receiver.answer = status(200);
  for (let seconds = 0; seconds < 120; seconds += 1) {
    await notifyAll(app);
    app.advance(SECOND);
  }
  t.is(receiver.received.length, tries + 1);
  const { payload } = await read(app, receiver.received.at(-1));
  t.is(payload.sid, person.tokens.claims()?.sid);
  t.true((payload.exp ?? 0) * 1000 > Date.now() + 100 * SECOND, 'it was signed when it left');
  app.advance(25 * HOUR);
  await notifyAll(app);
  t.is(receiver.received.length, tries + 1);
  t.truthy((await rowsOf(app))[0]?.told_at);
});

test('[protocol 59] a receiver that is down for more than a day is given up, with a line in the log', async (t) => {
  const receiver = await openReceiver(t, status(500));
  const app = await open(t, [receiver.port]);
  await signInAt(app);
  await endAll(app);
  for (let hours = 0; hours < 26; hours += 1) {
    await notifyAll(app);
    app.advance(HOUR);
  }
  t.is(receiver.received.length, 25);
  t.truthy((await rowsOf(app))[0]?.dead_at);
  const lines = app.logged.filter((line) => line.includes('back-channel logout given up'));
  t.is(lines.length, 1);
  t.true(lines[0]?.includes('capacita-0'));
  t.false(app.logged.join('').includes('logout_token'));
});

test('four workers at once notify each client once', async (t) => {
  const receiver = await openReceiver(t);
  const app = await open(t, [receiver.port]);
  for (let count = 0; count < 6; count += 1) await signInAt(app);
  t.is(await endAll(app), 6);
  const took = await Promise.all([1, 2, 3, 4].map(() => deliverDue(app.logouts)));
  await notifyAll(app);
  t.is(
    took.reduce((sum, one) => sum + one, 0),
    6,
  );
  t.is(receiver.received.length, 6);
  t.is(new Set(await Promise.all(receiver.received.map(async (form) => (await read(app, form)).payload.sid))).size, 6);
});

test('[protocol 60] a client that hangs with a long queue does not delay another', async (t) => {
  const [stuck, well] = [await openReceiver(t, () => {}), await openReceiver(t)];
  const app = await open(t, [stuck.port, well.port]);
  const accountId = await accountOf(app);
  const many = Array.from({ length: 100 }, (_, place) => ({ clientId: 'capacita-0', accountId, sid: `s${place}` }));
  await app.logouts.queue.add(many);
  await app.logouts.queue.add([{ clientId: 'capacita-1', accountId, sid: 'last' }]);
  await deliverDue(app.logouts);
  t.is(well.received.length, 1);
});

test('a client without a backchannel_logout_uri leaves nothing in the queue, and an unknown one nothing after a quarter of an hour', async (t) => {
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita-0')] });
  t.teardown(app.stop);
  await signInAt(app);
  await endAll(app);
  await app.logouts.queue.add([{ clientId: 'nadie', accountId: await accountOf(app), sid: 's' }]);
  t.is((await rowsOf(app)).length, 2);
  await notifyAll(app);
  const [left, ...more] = await rowsOf(app);
  t.like(left, { client_id: 'nadie', last_error: 'unknown platform' });
  t.is(more.length, 0);
  app.advance(16 * 60_000);
  await notifyAll(app);
  t.is((await rowsOf(app)).length, 0);
});

test('a client that only another instance has loaded is notified by the next instance that reads its file', async (t) => {
  const receiver = await openReceiver(t);
  const app = await open(t, [receiver.port]);
  await signInAt(app);
  await endAll(app);
  const early = { ...app.logouts, send: async () => 'unknown' as const };
  t.is(await deliverDue(early), 1);
  t.is(receiver.received.length, 0);
  app.advance(61_000);
  await notifyAll(app);
  t.is(receiver.received.length, 1);
});

test('a key change may keep the session in which it was made, with its tokens', async (t) => {
  const receiver = await openReceiver(t);
  const app = await open(t, [receiver.port]);
  const [here, elsewhere] = [await signInAt(app), await signInAt(app)];
  t.is(await endAll(app, { except: await uidOf(app, here) }), 1);
  await notifyAll(app);
  t.is(receiver.received.length, 1);
  t.is((await read(app, receiver.received[0])).payload.sid, elsewhere.tokens.claims()?.sid);
  t.deepEqual([await isIn(app, here), await isIn(app, elsewhere)], [true, false]);
  t.is(await userInfoStatus(app, here.tokens.access_token), 200);
  t.is(await userInfoStatus(app, elsewhere.tokens.access_token), 401);
});

test('a key that was issued but not yet used to sign in opens nothing after endAll', async (t) => {
  const receiver = await openReceiver(t);
  const app = await open(t, [receiver.port]);
  const { to } = await beginSignIn(await openClient(app, 'capacita-0'));
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const given = await browser.send(page, { rut: rosa.rut, clave: rosa.key });
  t.regex(given.headers.get('location') ?? '', /\/oidc\/authorize\//);
  await endAll(app);
  const later = await browser.follow(given, app.issuer);
  t.is(later.headers.get('location'), null);
  t.true(later.status >= 400);
});
