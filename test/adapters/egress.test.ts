import test from 'ava';
import { guardedFetch, isSpecial } from '../../src/adapters/egress.ts';
import { json, localHttp } from '../helpers/local-http.ts';
import { withinMs } from '../helpers/within-ms.ts';

for (const address of [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '::10.0.0.1',
  '::ffff:0:10.0.0.1',
  '64:ff9b:1::a00:1',
  'fec0::1',
  '3fff::1',
  '5f00::1',
]) {
  test(`[security 39] ${address} is never called`, (t) => t.true(isSpecial(address)));
}

for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111']) {
  test(`${address} is public`, (t) => t.false(isSpecial(address)));
}

for (const url of [
  'http://example.com/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://localhost/',
  'https://0x7f000001/',
  'https://2130706433/',
  'ftp://example.com/',
  'file:///etc/passwd',
]) {
  test(`[security 39] ${url} is refused`, async (t) => {
    await t.throwsAsync(guardedFetch([])(url), { name: 'EgressRefused' });
  });
}

test('a listed host is called, also over plain http, and what it was sent arrives', async (t) => {
  const server = await localHttp((_request, response) => json(response, 200, { ok: true }));
  t.teardown(server.close);
  const response = await guardedFetch([`127.0.0.1:${server.port}`])(`http://127.0.0.1:${server.port}/a?b=1`, {
    method: 'POST',
    body: 'c=2',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  t.deepEqual(await response.json(), { ok: true });
  t.like(server.asked[0], { method: 'POST', url: '/a?b=1', body: 'c=2' });
  await t.throwsAsync(guardedFetch(['127.0.0.1:1'])(`http://127.0.0.1:${server.port}/`), { name: 'EgressRefused' });
});

test('redirects are not followed', async (t) => {
  const server = await localHttp((_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  t.teardown(server.close);
  t.is((await guardedFetch(['127.0.0.1'])(`http://127.0.0.1:${server.port}/`)).status, 302);
});

test('an answer that is too long or never ends is cut', async (t) => {
  const long = await localHttp((_request, response) => response.end(Buffer.alloc(70_000)));
  const never = await localHttp(() => {});
  t.teardown(long.close);
  t.teardown(never.close);
  await t.throwsAsync(guardedFetch(['127.0.0.1'])(`http://127.0.0.1:${long.port}/`), { name: 'EgressRefused' });
  await t.throwsAsync(guardedFetch(['127.0.0.1'])(`http://127.0.0.1:${never.port}/`));
});

test('[security 39] a name whose look-up never ends delays no call for longer than a call may last', async (t) => {
  const never = () => new Promise<never>(() => {});
  const begun = performance.now();
  await t.throwsAsync(guardedFetch([], never)('https://lenta.example/'), { name: 'TimeoutError' });
  t.true(performance.now() - begun < withinMs(5000));
});

test('[A14] a listed host may be private, never plain over the network', async (t) => {
  const elsewhere = async () => ({ address: '10.0.0.7' });
  for (const allow of ['partner.internal', 'partner.internal:80'])
    await t.throwsAsync(guardedFetch([allow], elsewhere)('http://partner.internal/'), { name: 'EgressRefused' });
});

test('[threat 633] a public name that resolves to a private address is not called, and is looked up once', async (t) => {
  let looks = 0;
  const inside = async () => {
    looks += 1;
    return { address: looks === 1 ? '10.0.0.7' : '8.8.8.8' };
  };
  await t.throwsAsync(guardedFetch([], inside)('https://curso.example/clave.json'), { name: 'EgressRefused' });
  t.is(looks, 1);
});
