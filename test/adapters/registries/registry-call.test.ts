import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { httpCivilRegistry } from '../../../src/adapters/registries/civil-registry.ts';
import { json, localHttp } from '../../helpers/local-http.ts';
import { withinMs } from '../../helpers/within-ms.ts';
import { overHttp, rosa, serial } from './ports.ts';

type Answer = Parameters<typeof localHttp>[0];

const person = {
  rut: 44_000_001,
  dv: '0',
  nombres: 'Rosa Elena',
  apellidoPaterno: 'Soto',
  fechaNacimiento: '1985-03-09',
  cantidadHijos: 2,
};

async function registry(t: ExecutionContext, answer: Answer) {
  const server = await localHttp(answer);
  t.teardown(server.close);
  return { server, ...overHttp(server.port, 'un token') };
}
const good: Answer = (_request, response) => json(response, 200, person);

test('[security 56] a request carries the token and a request id, and no URL holds a number', async (t) => {
  const { server, civilRegistry } = await registry(t, good);
  await civilRegistry.findPerson(rosa);
  await civilRegistry.verifyCedula(rosa, serial).catch(() => undefined);
  for (const { url, method, headers } of server.asked) {
    t.notRegex(url, /\d{4}/);
    t.is(method, 'POST');
    t.is(headers.authorization, 'Bearer un token');
    t.regex(String(headers['x-request-id']), /^[0-9a-f-]{36}$/);
  }
  t.deepEqual(JSON.parse(server.asked[0]?.body ?? ''), { rut: 44_000_001, dv: '0' });
});

test('[security 51] an answer to another question, or one recorded earlier, is refused', async (t) => {
  const { civilRegistry, lines } = await registry(t, (_request, response) => {
    response.setHeader('x-request-id', '00000000-0000-4000-8000-000000000000');
    json(response, 200, person);
  });
  await t.throwsAsync(civilRegistry.findPerson(rosa), { name: 'Unavailable' });
  t.is(lines[0]?.reason, 'other-request');
});

test('[security 51] a 404 counts only when it is about the one asked: a wrong path is not a person who does not exist', async (t) => {
  for (const body of [{}, '<h1>Not Found</h1>', { codigo: 'NO_EXISTE', numero: 44_000_002, digito: '9' }]) {
    const { civilRegistry } = await registry(t, (_request, response) => json(response, 404, body));
    await t.throwsAsync(civilRegistry.findPerson(rosa), { name: 'Unavailable' });
  }
});

test('a transient failure does not count: the second or the third try does', async (t) => {
  let asked = 0;
  const { civilRegistry, lines } = await registry(t, (request, response, body) => {
    asked += 1;
    if (asked < 3) json(response, 502, {});
    else good(request, response, body);
  });
  t.truthy(await civilRegistry.findPerson(rosa));
  t.like(lines[0], { outcome: 'answered', tries: 3 });
});

for (const [what, status, tries] of [
  ['a question that is refused', 400, 1],
  ['a token that is refused', 401, 1],
  ['a redirect', 302, 1],
  ['a server that fails', 500, 3],
] as const) {
  test(`${what} is tried ${tries === 1 ? 'once' : `${tries} times`}`, async (t) => {
    const { server, civilRegistry } = await registry(t, (_request, response) => {
      response.setHeader('location', '/elsewhere');
      json(response, status, {});
    });
    await t.throwsAsync(civilRegistry.findPerson(rosa), { name: 'Unavailable' });
    t.is(server.asked.length, tries);
  });
}

test('a technical error within an answer is tried again, and is not a verdict', async (t) => {
  const { civilRegistry, lines } = await registry(t, (_request, response) =>
    json(response, 200, { Rut: 44_000_001, Dv: '0', EstadoRespuesta: 'ErrorTecnico' }),
  );
  await t.throwsAsync(civilRegistry.verifyCedula(rosa, serial), { name: 'Unavailable' });
  t.like(lines[0], { reason: 'server-error', tries: 3 });
});

test('an answer that never ends, or goes on for too long, is cut', async (t) => {
  const { civilRegistry, lines } = await registry(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`"${'x'.repeat(200_000)}"`);
  });
  await t.throwsAsync(civilRegistry.findPerson(rosa), { name: 'Unavailable' });
  t.is(lines[0]?.reason, 'too-long');
  const dripping = await registry(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{');
  });
  const start = performance.now();
  await t.throwsAsync(dripping.civilRegistry.findPerson(rosa), { name: 'Unavailable' });
  t.true(performance.now() - start < withinMs(7500));
  t.is(dripping.lines[0]?.reason, 'time-out');
});

test('eight at once are served; the ninth fails at once, and its turn comes when one has ended', async (t) => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { server, civilRegistry, lines } = await registry(t, (request, response, body) => {
    void gate.then(() => good(request, response, body));
  });
  const eight = Array.from({ length: 8 }, () => civilRegistry.findPerson(rosa));
  const start = performance.now();
  await t.throwsAsync(civilRegistry.findPerson(rosa), { name: 'Unavailable' });
  t.true(performance.now() - start < withinMs(500));
  t.like(lines[0], { reason: 'bulkhead-full', tries: 0 });
  while (server.asked.length < 8) await sleep(5);
  open();
  t.is((await Promise.all(eight)).filter(Boolean).length, 8);
  t.truthy(await civilRegistry.findPerson(rosa));
});

test('while the breaker is open a single probe is sent; one that fails keeps it open half a minute more', async (t) => {
  let healthy = false;
  const { server, civilRegistry, advance } = await registry(t, async (request, response, body) => {
    await sleep(50);
    if (healthy) good(request, response, body);
    else json(response, 200, {});
  });
  for (let call = 0; call < 5; call += 1) await t.throwsAsync(civilRegistry.findPerson(rosa));
  advance(30_000);
  await Promise.allSettled(Array.from({ length: 4 }, () => civilRegistry.findPerson(rosa)));
  t.is(server.asked.length, 6, 'one probe for four who asked');
  healthy = true;
  advance(29_999);
  await t.throwsAsync(civilRegistry.findPerson(rosa), { name: 'Unavailable' });
  advance(1);
  t.truthy(await civilRegistry.findPerson(rosa));
});

test('a clock that is set back does not keep the breaker open, and refused questions never open it', async (t) => {
  let status = 500;
  const { civilRegistry, advance, lines } = await registry(t, (_request, response) =>
    status === 200 ? json(response, 200, person) : json(response, status, {}),
  );
  for (let call = 0; call < 2; call += 1) await t.throwsAsync(civilRegistry.findPerson(rosa));
  advance(-3_600_000);
  status = 200;
  t.truthy(await civilRegistry.findPerson(rosa));
  status = 400;
  for (let call = 0; call < 8; call += 1) await t.throwsAsync(civilRegistry.findPerson(rosa));
  t.true(lines.slice(-8).every(({ reason }) => reason === 'question-refused'));
});

test('[security 55] neither log nor error holds who was asked for, a serial or an answer', async (t) => {
  const { civilRegistry, lines } = await registry(t, (_request, response) => {
    response.end('{"rut": 44000001, "nombres": "Rosa Elena", ');
  });
  const error = await t.throwsAsync(civilRegistry.verifyCedula(rosa, serial));
  await t.throwsAsync(civilRegistry.findPerson(rosa));
  const written = [JSON.stringify(lines), error?.message, String(error?.cause), error?.stack].join('\n');
  t.notRegex(written, /44000001|44\.000|512345678|Rosa|un.token/);
  t.like(lines[1], { registry: 'civil-registry', operation: 'person', outcome: 'unavailable', reason: 'garbage' });
});

test('no registry is called over plain http across a network', (t) => {
  const open = (address: string) => httpCivilRegistry({ address, simulado: false, now: () => new Date() });
  for (const address of ['http://registro.example', 'http://:token@192.0.2.7/srcei', 'ftp://localhost'])
    t.throws(() => open(address), { message: /https/ });
  for (const address of ['https://registro.example', 'http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1'])
    t.notThrows(() => open(address));
});
