import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import test, { type ExecutionContext } from 'ava';
import { startRelyingParty } from '../../examples/relying-party/app.ts';
import { startSimulator } from '../../simulator/app.ts';
import { listenAt } from '../../src/app/listen.ts';
import { ConfigError, readConfig } from '../../src/config/config.ts';
import { productionEnv } from '../helpers/production-env.ts';
import { isPortRefused, reached } from '../helpers/refused-port.ts';
import { freePort } from '../helpers/server-process.ts';

const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
const hasIPv6 = addresses.some(({ address }) => address === '::1');
const loopback = ['127.0.0.1', ...(hasIPv6 ? ['::1'] : [])];
/**
 * Stands for the addresses by which other machines reach this one: Linux accepts it for a server of every address and
 * refuses it for one of 127.0.0.1 alone. No address of an interface is used: what a firewall does with those is not ours.
 */
const others = process.platform === 'linux' ? ['127.0.0.2'] : [];

const boundTo = (servers: readonly Server[]) => servers.map((server) => (server.address() as AddressInfo).address);

/** The servers of a test, open until it ends. */
const open = async (t: ExecutionContext, at: Parameters<typeof listenAt>[0], port: number) => {
  const servers = await listenAt(at, port, (_request, response) => void response.end('here'));
  t.teardown(() => Promise.all(servers.map(close)));
  return servers;
};

const close = (server: Server) => new Promise((resolve) => server.close(resolve));

test('[A17] development listens on this machine alone unless HOST says otherwise; production as before', (t) => {
  t.is(readConfig({}).listensAt, 'loopback');
  t.is(readConfig({ HOST: '' }).listensAt, 'loopback');
  t.deepEqual(readConfig({ HOST: '0.0.0.0' }).listensAt, ['0.0.0.0']);
  t.is(readConfig(productionEnv).listensAt, 'all');
  t.deepEqual(readConfig({ ...productionEnv, HOST: '10.0.0.7, ::1' }).listensAt, ['10.0.0.7', '::1']);
  for (const HOST of ['localhost', 'my-machine', '0.0.0.0:80', ',', '10.0.0.0/8'])
    t.throws(() => readConfig({ HOST }), { instanceOf: ConfigError, message: /HOST: debe tener direcciones IP/ });
});

test('[A17] "this machine alone" means both of its loopback addresses, and no other one', async (t) => {
  const port = await freePort();
  t.deepEqual(boundTo(await open(t, 'loopback', port)), loopback);
  t.deepEqual(await reached(loopback, port), loopback);
  t.deepEqual(await reached(others, port), []);
  t.is(await (await fetch(`http://localhost:${port}`)).text(), 'here');
});

test('every interface means every address', async (t) => {
  const port = await freePort();
  t.deepEqual(boundTo(await open(t, 'all', port)), [hasIPv6 ? '::' : '0.0.0.0']);
  t.deepEqual(await reached([...loopback, ...others], port), [...loopback, ...others]);
});

test('[R8, O18] an idle connection is kept longer than the 60 seconds of load balancers, and the response says so', async (t) => {
  const port = await freePort();
  const [server] = await open(t, ['127.0.0.1'], port);
  const answer = await fetch(`http://127.0.0.1:${port}`);
  await answer.text();
  const [, seconds = ''] = /timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '') ?? [];
  t.true(Number(seconds) > 60, seconds);
  t.true((server?.keepAliveTimeout ?? 0) > 60_000);
});

/** Sends two requests over one socket, the second one after a pause, and returns the answers. */
async function twice(port: number, pauseMs: number): Promise<{ text: string; open: boolean }> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  let text = '';
  socket.on('data', (part) => {
    text += part;
  });
  const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
  socket.write(request);
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  socket.write(request);
  const answers = () => text.match(/HTTP\/1\.1 200/g)?.length ?? 0;
  for (let turn = 0; turn < 100 && answers() < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  const open = !socket.destroyed && !socket.readableEnded;
  socket.destroy();
  return { text, open };
}

test('[O18] one socket is usable after a pause, is kept longer than 60 seconds, and the docs and nginx say so', async (t) => {
  const port = await freePort();
  const [server] = await open(t, ['127.0.0.1'], port);
  const { text, open: stillOpen } = await twice(port, 300);
  t.is(text.match(/HTTP\/1\.1 200/g)?.length, 2, text);
  t.true(stillOpen);
  const seconds = Number(/keep-alive: timeout=(\d+)/i.exec(text)?.[1]);
  t.true(seconds > 60);
  t.is((server?.keepAliveTimeout ?? 0) / 1000, seconds);
  const docs = readFileSync(new URL('../../docs/proxies.md', import.meta.url), 'utf8');
  t.is(Number(/idle connection at the server \| (\d+)/.exec(docs)?.[1]), seconds);
  const nginx = readFileSync(new URL('../../deploy/nginx.conf', import.meta.url), 'utf8');
  const upstream = /upstream [\s\S]*?\}/.exec(nginx)?.[0] ?? '';
  t.true(Number(/keepalive_timeout (\d+)s?;/.exec(upstream)?.[1]) < seconds, upstream);
});

test('named addresses are used as given, and all of IPv4 together with all of IPv6 is no contradiction', async (t) => {
  const port = await freePort();
  await open(t, ['127.0.0.1'], port);
  t.deepEqual(await reached([...loopback, ...others], port), ['127.0.0.1']);
  if (hasIPv6) t.is((await open(t, ['0.0.0.0', '::'], await freePort())).length, 2);
});

test('[R5] a port in use on one of both is reported with the setting and the process, and nothing is left open', async (t) => {
  const port = await freePort();
  const last = loopback.at(-1) ?? '';
  await open(t, [last], port);
  const error = await t.throwsAsync(
    listenAt('loopback', port, () => {}),
    { instanceOf: ConfigError },
  );
  t.regex(error?.message ?? '', new RegExp(`PORT: \\S+( \\S+)? \\(proceso ${process.pid}\\) ocupa el puerto ${port}`));
  t.deepEqual(await reached(loopback, port), [last]);
  await t.throwsAsync(
    listenAt(['203.0.113.7'], port, () => {}),
    { message: /HOST: este equipo no tiene la dirección/ },
  );
});

for (const [what, start] of [
  ['the example platform', () => startRelyingParty({ issuer: 'http://localhost:9', port: 0, secret: 'x'.repeat(32) })],
  ['the simulator of the registries', () => startSimulator({ port: 0, token: 'x' })],
] as const) {
  test(`[A17] ${what} is on this machine alone too, by both addresses`, async (t) => {
    const site = await start();
    t.deepEqual(await reached([...loopback, ...others], site.port), loopback);
    await site.close();
    t.true(await isPortRefused(loopback, site.port));
  });
}
