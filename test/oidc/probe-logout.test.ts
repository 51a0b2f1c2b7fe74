/** The test of a receiver of logout tokens: a right token and a forged one (Back-Channel Logout 1.0, 2.4 to 2.8). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { guardedFetch } from '../../src/adapters/egress.ts';
import type { SigningKey } from '../../src/oidc/jws.ts';
import { logoutProbe } from '../../src/oidc/notifications/probe-logout.ts';

const issuer = 'https://clave.example';
const clientId = 'p-3f0c6d1e-8a57-4f3b-9d0e-6b1f2a7c9e10';
const pair = await generateKeyPair('ES256', { extractable: true });
const key = { ...(await exportJWK(pair.privateKey)), kid: 'one', alg: 'ES256' } as SigningKey;
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }] });

type Receive = (token: string) => Promise<number>;

/** A receiver on this machine, and how the probe judges it. */
async function judged(t: ExecutionContext, receive: Receive): Promise<string> {
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    response.writeHead(await receive(form.get('logout_token') ?? '')).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const fetch = guardedFetch([`127.0.0.1:${port}`]) as typeof globalThis.fetch;
  const probe = logoutProbe({ issuer, keys: [key], fetch, now: () => new Date() });
  return probe({ clientId, uri: `http://127.0.0.1:${port}/salida`, alg: 'ES256' });
}

const isRight = (token: string): Promise<boolean> =>
  jwtVerify(token, keys, { issuer, audience: clientId, typ: 'logout+jwt' }).then(
    () => true,
    () => false,
  );

test('a receiver that verifies the signature and takes the right token is accepted', async (t) => {
  const seen: Record<string, unknown>[] = [];
  const result = await judged(t, async (token) => {
    const right = await isRight(token);
    if (right) seen.push((await jwtVerify(token, keys)).payload);
    return right ? 200 : 400;
  });
  t.is(result, 'aceptado');
  const [claims = {}] = seen;
  t.deepEqual(claims.events, { 'http://schemas.openid.net/event/backchannel-logout': {} });
  t.is(typeof claims.sid, 'string');
  t.is(claims.sub, undefined, 'of no person');
  t.is(claims.nonce, undefined, 'no logout token has one');
});

test('a receiver that does not know the session answers 400, which is right too', async (t) => {
  t.is(await judged(t, async () => 400), 'sesion-desconocida');
});

test('[threat 665] a receiver that takes a forged token fails the test', async (t) => {
  t.is(await judged(t, async () => 204), 'acepta-falsos');
});

test('another code, a redirect and no connection fail it', async (t) => {
  t.is(await judged(t, async () => 404), 'rechazado');
  t.is(await judged(t, async () => 302), 'rechazado');
  const fetch = guardedFetch([]) as typeof globalThis.fetch;
  const probe = logoutProbe({ issuer, keys: [key], fetch, now: () => new Date() });
  t.is(
    await probe({ clientId, uri: 'https://127.0.0.1:1/salida', alg: 'ES256' }),
    'sin-respuesta',
    'a private address',
  );
});
