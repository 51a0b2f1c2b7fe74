import test, { type ExecutionContext } from 'ava';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import { type DatabaseRelay, openDatabaseRelay } from '../helpers/database-relay.ts';
import { runningMs } from '../helpers/running-ms.ts';

interface Behind {
  readonly app: TestApp;
  readonly relay: DatabaseRelay;
  readonly browser: Browser;
}

/** An app whose database is reached through a relay. */
async function open(t: ExecutionContext): Promise<Behind> {
  const relays: DatabaseRelay[] = [];
  const app = await openTestApp({
    through: async (connection) => {
      relays.push(await openDatabaseRelay(connection));
      return (relays[0] as DatabaseRelay).connection;
    },
  });
  const [relay] = relays as [DatabaseRelay];
  t.teardown(async () => {
    relay.thaw();
    await app.stop();
    await relay.close();
  });
  return { app, relay, browser: openBrowser() };
}

/** Milliseconds until the condition holds, or Infinity past so many seconds. */
async function until(holds: () => Promise<boolean>, seconds: number): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) if (await holds()) return performance.now() - start;
  return Number.POSITIVE_INFINITY;
}

test('[ux 34] 57 an unreachable database is 503 with Retry-After, a page for users and a code for machines, and the server recovers', async (t) => {
  const { app, relay, browser } = await open(t);
  const statusOf = async (path: string) => (await browser.get(`${app.issuer}${path}`)).status;
  t.is(await statusOf('/registro/natural'), 200);
  t.is(await statusOf('/ready'), 200);
  relay.freeze();
  const page = await browser.get(`${app.issuer}/registro/natural`);
  t.is(page.status, 503);
  t.truthy(page.headers.get('retry-after'));
  t.regex(page.text, /Clave Sence no está disponible en este momento/);
  t.notRegex(page.text, /No contamos este intento/, 'nobody knows what was counted before the silence');
  t.regex(page.text, /CS-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  const machine = await browser.get(`${app.issuer}/oidc/userinfo`, {
    accept: 'application/json',
    authorization: 'Bearer x',
  });
  t.is(machine.status, 503);
  t.is(JSON.parse(machine.html).error, 'temporarily_unavailable');
  t.true((await until(async () => (await statusOf('/ready')) === 503, 5)) < 5000);
  t.is(await statusOf('/live'), 200);
  relay.thaw();
  t.true((await until(async () => (await statusOf('/registro/natural')) === 200, 3)) < 3000);
});

test('[B1] every page answers within three seconds of a silence, and one silence is waited for once', async (t) => {
  const { app, relay, browser } = await open(t);
  const { issuer } = app;
  const paths = ['/registro/natural', '/registro/juridica', '/registro/migrante', '/oidc/userinfo'];
  for (const path of paths) await browser.get(`${issuer}${path}`, { authorization: 'Bearer x' });
  relay.freeze();
  const ask = async (path: string): Promise<void> => {
    const { status, headers } = await browser.get(`${issuer}${path}`, { authorization: 'Bearer x' });
    t.is(status, 503, path);
    t.truthy(headers.get('retry-after'), path);
  };
  const took = await runningMs(() => Promise.all(paths.map(ask)));
  t.true(took < 3000, `${took} ms`);
  t.true((await until(async () => (await fetch(`${issuer}/ready`)).status === 503, 5)) < 5000);
  const next = await runningMs(async () => t.is((await browser.get(`${issuer}/registro/natural`)).status, 503));
  t.true(next < 1000, `${next} ms`);
});

test('[B1] after a silence in the middle of saving the page does not state an outcome that is unknown', (t) => {
  const { silence } = catalogueOf(defaultLocale);
  t.regex(silence('database', true), /No sabemos si alcanzamos a guardar lo que envió\. Antes de repetirlo/);
  t.notRegex(silence('database', true), /No contamos/);
  t.regex(silence('tax-registry'), /No contamos este intento/);
});

test('[B1] /estado reports it within five seconds of a silence and of its end', async (t) => {
  const { app, relay } = await open(t);
  const working = async () =>
    ((await (await fetch(`${app.issuer}/estado.json`)).json()) as { sign_in: { working: boolean } }).sign_in.working;
  t.true((await until(working, 5)) < 5000);
  relay.freeze();
  t.true((await until(async () => !(await working()), 5)) < 5000);
  relay.thaw();
  t.true((await until(working, 5)) < 5000);
});
