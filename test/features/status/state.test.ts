import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import test, { type ExecutionContext } from 'ava';
import Koa from 'koa';
import { Undeliverable } from '../../../src/adapters/messaging/courier.ts';
import { trustedNetworks } from '../../../src/adapters/trusted-networks.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { parseNie } from '../../../src/domain/nie.ts';
import { parseMobile } from '../../../src/domain/phone.ts';
import { stateRoutes } from '../../../src/features/status/state.ts';
import { stateWords } from '../../../src/features/status/words.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { ask } from '../../helpers/ask.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { deliverMessages } from '../../helpers/deliver-messages.ts';
import { localHttp } from '../../helpers/local-http.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await openTestApp({ env, seed: false });
  t.teardown(app.stop);
  return app;
}

interface Sent {
  readonly channel?: 'mail' | 'sms';
  readonly ago: number;
  /** Seconds from writing to dispatch; none for a message that still waits. */
  readonly took?: number;
  readonly withheld?: boolean;
  readonly dead?: boolean;
}

/** Puts messages into the outbox as if they had been written and sent. */
async function messages({ database, deps }: TestApp, many: readonly Sent[]): Promise<void> {
  const rows = many.map(({ channel = 'mail', ago, took, withheld = false, dead }) => {
    const written = new Date(deps.now().getTime() - ago);
    return {
      id: randomUUID(),
      channel,
      kind: 'key-changed',
      created_at: written,
      due_at: written,
      sent_at: took === undefined ? null : new Date(written.getTime() + took * SECOND),
      dead_at: dead ? written : null,
      withheld,
    };
  });
  await database.run((sql) => sql('outbox').insert(rows));
}

const times = (count: number, sent: Sent): Sent[] => Array.from({ length: count }, () => sent);
const page = async (app: TestApp): Promise<string> => (await openBrowser().get(`${app.issuer}/estado`)).text;
const get = (app: TestApp, path: string, headers: Record<string, string> = {}) =>
  ask(app.issuer, path, { host: new URL(app.issuer).host, accept: 'text/html', ...headers });
const json = async (app: TestApp) => JSON.parse((await get(app, '/estado.json')).body);
const metrics = async (app: TestApp): Promise<string> => (await get(app, '/metrics')).body;

test('[R3] with no failure and nothing sent no delivery time is shown, and a simulated gateway is not said to work', async (t) => {
  const app = await open(t);
  const text = await page(app);
  t.regex(text, /Todo funciona, con servicios de prueba\./);
  t.regex(text, /Ingreso con Clave Sence Funciona/);
  for (const name of [
    'Registro Civil',
    'Servicio de Impuestos Internos',
    'Registro de NIE',
    'Registro de OTEC y OTIC',
    'Correos',
    'SMS',
  ])
    t.regex(text, new RegExp(`${name}.{0,8} De prueba`));
  t.regex(text, /De prueba: no salen, y se leen en el buzón de este ambiente\./);
  t.regex(text, /Última hora: muy pocos mensajes para medir\./);
  t.like(await json(app), { mail: { working: true, simulated: true } });
  t.notRegex(await metrics(app), /^clave_sence_(registry|mail_relay|sms_gateway)_up/m, 'no sample');
});

test('the delivery time is the median, for an hour and for a day, by channel', async (t) => {
  const app = await open(t);
  await messages(app, [
    ...times(10, { ago: 30 * MINUTE, took: 80 }),
    ...times(5, { ago: 30 * MINUTE, took: 200 }),
    ...times(20, { ago: 5 * HOUR, took: 400 }),
    ...times(40, { ago: 26 * HOUR, took: 3000 }),
    ...times(12, { channel: 'sms', ago: 20 * MINUTE, took: 2 }),
  ]);
  t.regex(
    await page(app),
    /Correos.*Última hora: la mitad salió en menos de 2 minutos\. Últimas 24 horas: la mitad salió en menos de 10 minutos\..*SMS.*Última hora: la mitad salió en menos de 1 minuto\./,
  );
  t.like((await json(app)).deliveries.mail.half_sent_within_minutes, { last_hour: 2, last_24_hours: 10 });
  const exact = await metrics(app);
  t.true(exact.includes('clave_sence_delivery_median_seconds{channel="mail",window="1h"} 80\n'), exact);
  t.true(exact.includes('clave_sence_delivery_median_seconds{channel="mail",window="24h"} 400\n'), exact);
  t.true(exact.includes('clave_sence_delivery_sent{channel="mail",window="24h"} 35\n'), exact);
  t.true(exact.includes('clave_sence_delivery_sent{channel="sms",window="1h"} 12\n'), exact);
});

test('waiting messages are shown with their age, and after five minutes they are late', async (t) => {
  const app = await open(t);
  await messages(app, [...times(12, { ago: 3 * MINUTE }), { ago: HOUR, dead: true }]);
  t.regex(await page(app), /De prueba: no salen.*En espera: menos de 100\. .* hace menos de 5 minutos/);
  app.advance(3 * MINUTE);
  const text = await page(app);
  t.regex(text, /Hay servicios con problemas\./);
  t.regex(text, /Correos Con demora Salen con demora\./);
  t.false((await json(app)).deliveries.mail.on_time);
  const exact = await metrics(app);
  t.true(exact.includes('clave_sence_outbox_waiting{channel="mail"} 12\n'), exact);
  t.true(exact.includes('clave_sence_outbox_dead{channel="mail"} 1\n'), exact);
  t.regex(exact, /outbox_oldest_seconds\{channel="mail"\} 36\d/);
});

test('the public state does not reveal whether one more message was written, withheld or sent', async (t) => {
  const app = await open(t);
  const quiet = await json(app);
  await messages(app, [{ ago: MINUTE }]);
  app.advance(11 * SECOND);
  const one = await json(app);
  await messages(app, [
    { ago: 20 * MINUTE, took: 700 },
    { ago: 2 * MINUTE, took: 0, withheld: true },
  ]);
  app.advance(11 * SECOND);
  const three = await json(app);
  const still = ({ deliveries }: typeof quiet) => ({ ...deliveries.mail, oldest_below_minutes: 0 });
  t.deepEqual(still(one), still(quiet));
  t.deepEqual(still(three), still(quiet));
});

test('an answer is kept for ten seconds, for every caller', async (t) => {
  const app = await open(t);
  let asked = 0;
  app.database.knex.on('query', ({ sql }: { sql: string }) => {
    if (sql.includes('gone as materialized')) asked += 1;
  });
  await Promise.all([page(app), page(app), json(app), metrics(app)]);
  t.is(asked, 2, 'once for each channel');
  app.advance(11 * SECOND);
  await page(app);
  t.is(asked, 4);
});

test('the delivery times are read by their indexes', async (t) => {
  const app = await open(t);
  const plans: string[] = [];
  app.database.knex.on('query', ({ sql }: { sql: string }) => {
    if (/(gone|handed) as materialized/.test(sql)) plans.push(sql);
  });
  await messages(app, times(3000, { ago: 48 * HOUR, took: 3 }));
  await app.database.knex.raw('analyze outbox');
  await page(app);
  t.is(plans.length, 4, 'times and lateness of two channels');
  for (const sql of [...plans]) {
    const bound = sql.replaceAll(/\$\d/g, "(now() - interval '1 hour')");
    const { rows } = await app.database.knex.raw(`explain ${bound}`);
    const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
    t.regex(plan, /outbox_(mail|sms)_sent/);
    t.false(/Seq Scan on outbox/.test(plan), plan);
  }
});

test('a registry that fails is named with the hour since when, and with the day where that was not today', (t) => {
  const at = new Date('2026-11-22T18:48:00Z');
  const calm = {
    at,
    database: true,
    deliveries: undefined,
    sms: { gatewayRests: false, hourSpent: false },
  };
  const works = { standing: 'working' } as const;
  const services = {
    'civil-registry': { standing: 'failing', since: new Date('2026-11-22T18:40:00Z') },
    'tax-registry': { standing: 'failing', since: new Date('2026-11-20T12:05:00Z') },
    'nie-registry': works,
    'otec-registry': works,
    mail: works,
    sms: works,
  } as const;
  const registries = Object.fromEntries(
    stateWords(catalogueOf(defaultLocale), { ...calm, services }).services.map((one) => [one.name, one]),
  );
  t.regex(registries['Registro Civil']?.lines[0] ?? '', /^No responde desde las 15\.40 \(hora de Santiago\)\. /);
  t.regex(
    registries['Servicio de Impuestos Internos (SII)']?.lines[0] ?? '',
    /^No responde desde el 20-11-2026 a las 09\.05 \(hora de Santiago\)\. /,
  );
  t.is(registries['Registro de NIE']?.badge, 'works');
});

test('two requests in a row without an answer, and the page names the registry', async (t) => {
  const dead = await localHttp((_request, response) => void response.writeHead(503).end());
  t.teardown(dead.close);
  const app = await open(t, { NIE_REGISTRY_URL: `http://127.0.0.1:${dead.port}/nie` });
  for (let tries = 0; tries < 2; tries += 1)
    await t.throwsAsync(app.deps.nieRegistry.findPerson(parseNie('199.000.001-4')), { name: 'Unavailable' });
  t.regex(await page(app), /Registro de NIE No funciona No responde desde las \d\d\.\d\d \(hora de Santiago\)\. /);
  t.like((await json(app)).registries, { 'nie-registry': { working: false }, 'tax-registry': { working: true } });
  t.true((await metrics(app)).includes('clave_sence_registry_up{registry="nie-registry"} 0\n'));
});

test('a gateway that is in its pause is reported, and mail is not marked as failing with it', async (t) => {
  const app = await open(t);
  const worker = {
    ...app.worker,
    couriers: { mail: async () => undefined, sms: () => Promise.reject(new Error('refused')) },
  };
  const notice = { kind: 'key-changed', at: new Date().toISOString(), device: 'x', network: 'x', link: 'x' } as never;
  const to = parseMobile('40000003');
  for (let tries = 0; tries < 6; tries += 1) {
    await app.deps.notifier.send(notice, { channel: 'sms', to });
    await deliverMessages(worker);
    app.advance(SECOND);
  }
  const text = await page(app);
  t.regex(text, /SMS No funciona .*La empresa que envía los SMS no responde\. Los SMS salen solos cuando vuelva\./);
  t.regex(text, /Correos De prueba/);
  t.true((await json(app)).deliveries.sms.gateway_rests);
  t.true((await metrics(app)).includes('clave_sence_sms_gateway_rests 1\n'));
});

test('a number that does not exist is no fault of the gateway', async (t) => {
  const app = await open(t);
  const worker = {
    ...app.worker,
    couriers: { mail: async () => undefined, sms: () => Promise.reject(new Undeliverable('no such number')) },
  };
  const notice = { kind: 'key-changed', at: new Date().toISOString(), device: 'x', network: 'x', link: 'x' } as never;
  for (let tries = 0; tries < 7; tries += 1)
    await app.deps.notifier.send(notice, { channel: 'sms', to: parseMobile('40000003') });
  await deliverMessages(worker);
  t.regex(await page(app), /SMS De prueba/);
});

test('without the database the page still answers, and says so', async (t) => {
  const app = await open(t);
  const { client } = app.database.knex;
  const acquire = client.acquireConnection;
  client.acquireConnection = () => Promise.reject(new Error('gone'));
  const text = await page(app);
  t.regex(text, /Ingreso con Clave Sence No funciona No está disponible\./);
  t.notRegex(text, /Correos/);
  t.true((await metrics(app)).includes('clave_sence_database_up 0\n'));
  client.acquireConnection = acquire;
  app.advance(11 * SECOND);
  t.regex(await page(app), /Ingreso con Clave Sence Funciona/);
});

test('/metrics is OpenMetrics text, with every family described once and nothing personal in it', async (t) => {
  const app = await open(t);
  await app.deps.notifier.send(
    { kind: 'key-changed', at: new Date().toISOString(), device: 'x', network: 'x', link: 'x' } as never,
    { channel: 'mail', to: parseEmail('rosa@correo.example') },
  );
  const { body, headers } = await get(app, '/metrics');
  t.is(headers['content-type'], 'application/openmetrics-text; version=1.0.0; charset=utf-8');
  t.true(body.endsWith('# EOF\n'));
  const lines = body.trimEnd().split('\n');
  const types = lines.filter((line) => line.startsWith('# TYPE'));
  t.is(new Set(types).size, types.length);
  for (const line of lines.filter((one) => !one.startsWith('#')))
    t.regex(line, /^clave_sence_[a-z_]+(\{[a-z]+="[a-z0-9-]+"(,[a-z]+="[a-z0-9]+")?\})? \d+(\.\d+)?(e-?\d+)?$/);
  t.notRegex(body, /correo\.example|rosa/);
});

test('/metrics does not exist for a caller that comes through a proxy, and is asked under any name by this machine', async (t) => {
  const app = await open(t);
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
    const { status } = await get(app, '/metrics', { [name]: '127.0.0.1' });
    t.is(status, 404, name);
  }
  t.is((await get(app, '/metrics', { host: '127.0.0.1:9' })).status, 200);
});

test('/metrics checks the address of the socket, and a refused caller gets the answer of a missing page', async (t) => {
  const asked: string[] = [];
  const koa = new Koa();
  const mayReadMetrics = (address: string): boolean => asked.push(address) > 99;
  const nothing = () => Promise.reject(new Error('no caller may ask'));
  koa.use(stateRoutes({ database: nothing, state: nothing, mayReadMetrics }).routes());
  const server = await localHttp(koa.callback());
  t.teardown(server.close);
  t.is((await ask(`http://127.0.0.1:${server.port}`, '/metrics', { host: 'x' })).status, 404);
  t.deepEqual(asked, ['127.0.0.1']);
  const may = trustedNetworks(['127.0.0.0/8', '::1/128', '10.20.0.7/32']);
  t.deepEqual(['127.0.0.1', '::1', '10.20.0.7', '10.20.0.8', '200.54.10.7', '2800:300::1', ''].map(may), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a POST changes nothing: the state is only read', async (t) => {
  const app = await open(t);
  const { hostname, port } = new URL(app.issuer);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sending = request({ hostname, port, path: '/metrics', method: 'POST' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sending.on('error', reject);
    sending.end();
  });
  t.true(status === 404 || status === 405, String(status));
});
