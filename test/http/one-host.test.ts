import { connect } from 'node:net';
import test from 'ava';
import type { Context } from 'koa';
import { ownHost } from '../../src/http/middleware/own-host.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';

let app: TestApp;
let host: string;
let port: number;

test.before(async () => {
  app = await openTestApp({ seed: false });
  ({ host } = new URL(app.issuer));
  port = Number(new URL(app.issuer).port);
});

test.after.always(() => app?.stop());

/** Sends these lines as they are, and returns the status and the whole answer. */
function send(...lines: readonly string[]): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, 'localhost', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    let text = '';
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text }));
    setTimeout(() => socket.destroy(), 5000).unref();
  });
}

const close = 'Connection: close';

for (const [what, path] of [
  ['a page', '/'],
  ['an endpoint', '/.well-known/openid-configuration'],
  ['what looks after the server', '/live'],
] as const) {
  test(`[A17] two Host headers are 400 (RFC 9112, 3.2): ${what}`, async (t) => {
    for (const hosts of [
      [host, 'attacker.example'],
      ['attacker.example', host],
      [host, host],
    ]) {
      const answer = await send(`GET ${path} HTTP/1.1`, ...hosts.map((one) => `Host: ${one}`), close);
      t.is(answer.status, 400, hosts.join());
      t.regex(answer.text, /^connection: close\r$/im);
    }
    const spelt = await send(`GET ${path} HTTP/1.1`, `Host: ${host}`, 'hOsT: attacker.example', close);
    t.is(spelt.status, 400);
  });

  test(`[A17] HTTP/1.1 without Host, or with an invalid one, is 400: ${what}`, async (t) => {
    t.is((await send(`GET ${path} HTTP/1.1`, close)).status, 400);
    for (const wrong of ['', `user@${host}`, `${host}/x`, `${host}, attacker.example`, 'a b', 'a:b:c', `${host}\\x`])
      t.is((await send(`GET ${path} HTTP/1.1`, `Host: ${wrong}`, close)).status, 400, wrong);
  });

  test(`[A17] a target that names another host than Host is 400: ${what}`, async (t) => {
    for (const [target, named] of [
      ['attacker.example', host],
      [host, 'attacker.example'],
      [`user@${host}`, host],
      [`localhost:${port + 1}`, host],
      ['', host],
    ] as const)
      t.is((await send(`GET http://${target}${path} HTTP/1.1`, `Host: ${named}`, close)).status, 400, target);
  });
}

test('[A17] one host, given twice alike, is answered as the path would be', async (t) => {
  const target = `http://${host}/.well-known/openid-configuration`;
  const { status, text } = await send(`GET ${target} HTTP/1.1`, `Host: ${host}`, close);
  t.is(status, 200);
  t.true(text.includes(`"issuer":"${app.issuer}"`));
  t.is((await send(`GET http://${host} HTTP/1.1`, `Host: ${host}`, close)).status, 200);
  t.is((await send(`GET HTTPS://${host}/live?x=1 HTTP/1.1`, `Host: ${host}`, close)).status, 200);
});

test('a host is the same in capitals, and another one that both agree on is misdirected', async (t) => {
  t.is((await send('GET / HTTP/1.1', `Host: ${host.toUpperCase()}`, close)).status, 200);
  t.is((await send('GET http://attacker.example/ HTTP/1.1', 'Host: attacker.example', close)).status, 421);
  t.is((await send('GET / HTTP/1.1', 'Host: attacker.example', close)).status, 421);
});

for (const [issuer, names] of [
  ['https://clave.example', ['clave.example', 'CLAVE.Example', 'clave.example:443', 'CLAVE.EXAMPLE:443']],
  ['http://clave.example', ['clave.example', 'Clave.Example:80']],
] as const)
  test(`[O21] a host in capitals, or with the default port of its scheme, is ours: ${issuer}`, async (t) => {
    for (const name of names) t.is(await statusUnder(issuer, name), 404, name);
    const port = issuer.startsWith('https:') ? 80 : 443;
    for (const name of [`clave.example:${port}`, 'clave.example:8443', 'clave.example.', 'x.clave.example'])
      t.is(await statusUnder(issuer, name), 421, name);
  });

/** The status that `ownHost` sets; 404 where it passes the request on. */
async function statusUnder(issuer: string, name: string): Promise<number> {
  const req = { rawHeaders: ['Host', name], httpVersion: '1.1', url: '/' };
  const ctx = { req, path: '/', status: 404, set: () => {} } as unknown as Context;
  await ownHost(issuer)(ctx, async () => {});
  return ctx.status;
}

test('an HTTP/1.0 client without Host gets the status of the server, and sees no page', async (t) => {
  t.is((await send('GET /live HTTP/1.0')).status, 200);
  t.is((await send('GET / HTTP/1.0')).status, 421);
});
