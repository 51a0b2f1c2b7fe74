import type { Server } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import test, { type ExecutionContext } from 'ava';
import { startRelyingParty } from '../examples/relying-party/app.ts';
import { startSimulator } from '../simulator/app.ts';
import { ConfigError, readConfig } from '../src/config.ts';
import { listenAt } from '../src/listen.ts';
import { productionEnv } from './helpers/production-env.ts';
import { freePort } from './helpers/server-process.ts';

const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
const hasIPv6 = addresses.some(({ address }) => address === '::1');
const loopback = ['127.0.0.1', ...(hasIPv6 ? ['::1'] : [])];
/** Addresses by which other machines reach this one. */
const others = addresses
  .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
  .map(({ address }) => address);

/** Whether something takes a connection there. */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}

async function reached(hosts: readonly string[], port: number): Promise<readonly string[]> {
  const taken = await Promise.all(hosts.map((host) => answers(host, port)));
  return hosts.filter((_, place) => taken[place]);
}

/** A port that is free on every address of this machine. */
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
    t.throws(() => readConfig({ HOST }), { instanceOf: ConfigError, message: /HOST: must be IP addresses/ });
});

test('[A17] on this machine alone means both of its addresses, and no other one', async (t) => {
  const port = await freePort();
  await open(t, 'loopback', port);
  t.deepEqual(await reached(loopback, port), loopback);
  t.deepEqual(await reached(others, port), []);
  t.is(await (await fetch(`http://localhost:${port}`)).text(), 'here');
});

test('every interface means every address', async (t) => {
  const port = await freePort();
  await open(t, 'all', port);
  t.deepEqual(await reached([...loopback, ...others], port), [...loopback, ...others]);
});

test('[R8] an idle connection outlives those of balancers, who keep theirs 60 seconds, and says so', async (t) => {
  const port = await freePort();
  const [server] = await open(t, ['127.0.0.1'], port);
  const answer = await fetch(`http://127.0.0.1:${port}`);
  await answer.text();
  const [, seconds = ''] = /timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '') ?? [];
  t.true(Number(seconds) > 60, seconds);
  t.true((server?.keepAliveTimeout ?? 0) > 60_000);
});

test('named addresses are those, and all of IPv4 beside all of IPv6 is no contradiction', async (t) => {
  const port = await freePort();
  await open(t, ['127.0.0.1'], port);
  t.deepEqual(await reached([...loopback, ...others], port), ['127.0.0.1']);
  if (hasIPv6) t.is((await open(t, ['0.0.0.0', '::'], await freePort())).length, 2);
});

test('[R5] a port that is taken on one of both is told with the setting and the process, and nothing is left open', async (t) => {
  const port = await freePort();
  const last = loopback.at(-1) ?? '';
  await open(t, [last], port);
  const error = await t.throwsAsync(
    listenAt('loopback', port, () => {}),
    { instanceOf: ConfigError },
  );
  t.regex(error?.message ?? '', new RegExp(`PORT: ${port} is in use by \\S+( \\S+)? \\(process ${process.pid}\\)`));
  t.deepEqual(await reached(loopback, port), [last]);
  await t.throwsAsync(
    listenAt(['203.0.113.7'], port, () => {}),
    { message: /HOST: this machine has no address/ },
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
    t.deepEqual(await reached(loopback, site.port), []);
  });
}
