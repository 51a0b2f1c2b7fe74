import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import test from 'ava';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { openTestHouse } from '../helpers/house.ts';
import { clientFileFor, openPlatform, signIn } from '../helpers/platform.ts';

interface Receiver {
  readonly port: number;
  /** Bodies that came in. */
  readonly received: URLSearchParams[];
  close(): Promise<void>;
}

/** A platform's address for logout tokens; `answer` is how it answers each call. */
async function openReceiver(answer: { status: number; headers?: Record<string, string> }): Promise<Receiver> {
  const received: URLSearchParams[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    received.push(new URLSearchParams(body));
    response.writeHead(answer.status, answer.headers ?? {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** Signs Rosa in and out again at a platform that waits at `port`; gives what came of it. */
async function signInAndOut(port: number, env: Record<string, string>, scheme = 'http') {
  const house = await openTestHouse({
    env: { THROTTLES: 'off', ...env },
    clients: [
      clientFileFor('capacita', {
        backchannel_logout_uri: `${scheme}://localhost:${port}/salida`,
        backchannel_logout_session_required: true,
      }),
    ],
  });
  try {
    const { browser, tokens } = await signIn(await openPlatform(house, 'capacita'));
    const done = await browser.send(await browser.get(`${house.issuer}/oidc/logout`), { logout: 'yes' });
    const keys = (await (await fetch(`${house.issuer}/oidc/jwks`)).json()) as JSONWebKeySet;
    return { status: done.status, claims: tokens.claims(), issuer: house.issuer, keys, logged: house.logged.join('') };
  } finally {
    await house.stop();
  }
}

test('38 a platform in EGRESS_ALLOW gets a valid logout token of its own session at the logout', async (t) => {
  const receiver = await openReceiver({ status: 204 });
  const { claims, issuer, keys, status } = await signInAndOut(receiver.port, {
    EGRESS_ALLOW: `localhost:${receiver.port}`,
  });
  await receiver.close();
  t.is(status, 303);
  t.is(receiver.received.length, 1);
  const token = receiver.received[0]?.get('logout_token') ?? '';
  t.deepEqual([...(receiver.received[0]?.keys() ?? [])], ['logout_token']);
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer,
    audience: 'capacita',
  });
  t.is(protectedHeader.typ, 'logout+jwt');
  t.is(protectedHeader.alg, 'ES256');
  t.is(payload.sub, claims?.sub);
  t.is(payload.sid, claims?.sid);
  t.deepEqual(payload.events, { 'http://schemas.openid.net/event/backchannel-logout': {} });
  t.truthy(payload.jti);
  t.is(payload.nonce, undefined);
  t.true((payload.exp ?? 0) - (payload.iat ?? 0) <= 120);
});

test('39 a platform on this machine that EGRESS_ALLOW does not name is never called, and the logout goes on', async (t) => {
  const receiver = await openReceiver({ status: 204 });
  for (const env of [{}, { EGRESS_ALLOW: `localhost:${receiver.port + 1},otra.example` }]) {
    const { status, logged } = await signInAndOut(receiver.port, env);
    t.is(status, 303);
    t.true(logged.includes('back-channel logout failed'));
  }
  await receiver.close();
  t.is(receiver.received.length, 0);
});

test('39 https does not open this machine either: nobody connects', async (t) => {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { status, logged } = await signInAndOut((server.address() as AddressInfo).port, {}, 'https');
  await new Promise((resolve) => server.close(resolve));
  t.is(status, 303);
  t.true(logged.includes('back-channel logout failed'));
  t.is(connections, 0);
});

test('39 a redirect in the answer of a platform is not followed', async (t) => {
  const inside = await openReceiver({ status: 204 });
  const receiver = await openReceiver({ status: 307, headers: { location: `http://localhost:${inside.port}/` } });
  const { status } = await signInAndOut(receiver.port, {
    EGRESS_ALLOW: `localhost:${receiver.port},localhost:${inside.port}`,
  });
  await Promise.all([receiver.close(), inside.close()]);
  t.is(status, 303);
  t.deepEqual([receiver.received.length, inside.received.length], [1, 0]);
});

test('a platform that fails to take the token does not keep anybody from leaving', async (t) => {
  const receiver = await openReceiver({ status: 500 });
  const { status, logged } = await signInAndOut(receiver.port, { EGRESS_ALLOW: 'localhost' });
  await receiver.close();
  t.is(status, 303);
  t.true(logged.includes('back-channel logout failed'));
});
