import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { ask } from '../helpers/ask.ts';
import { openBrowser } from '../helpers/browser.ts';
import { asksForKey, beginSignIn, clientFileFor, openClient, rosa, signIn } from '../helpers/client-app.ts';
import { serverOf } from '../helpers/database.ts';
import { productionEnv } from '../helpers/production-env.ts';
import { registration, visitorFrom } from '../helpers/registration.ts';
import { registriesInProcess } from '../helpers/registries/registries.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';

const SAYS = 'Ambiente de pruebas';
const PUBLIC = {
  ...productionEnv,
  CAPTCHA_FIXED_ANSWER: '',
  CIVIL_REGISTRY_URL: '',
  TAX_REGISTRY_URL: '',
  NIE_REGISTRY_URL: '',
  OTEC_REGISTRY_URL: '',
};
const host = { host: 'clave.example', accept: 'text/html' };

async function open(t: ExecutionContext, options: Parameters<typeof openTestApp>[0]): Promise<TestApp> {
  const app = await openTestApp(options);
  t.teardown(app.stop);
  return app;
}

const pages = [
  '/',
  '/registro',
  '/registro/natural',
  '/registro/juridica',
  '/registro/migrante',
  '/recuperar/natural',
  '/cambiar',
  '/actualizar',
  '/ayuda',
  '/privacidad',
  '/accesibilidad',
  '/estado',
  '/desarrolladores',
  '/no-existe',
  '/confirmar/vencido',
  '/ingresar/x',
  '/oidc/authorize?client_id=nadie',
];

test('every page of a sandbox says so, and no page of production does', async (t) => {
  const sandbox = await open(t, { env: { ...PUBLIC, SANDBOX: 'yes' } });
  for (const page of pages) t.true((await ask(sandbox.issuer, page, host)).body.includes(SAYS), page);
  const production = await open(t, { env: { ...productionEnv, CAPTCHA_FIXED_ANSWER: '' }, seed: false });
  for (const page of pages) t.false((await ask(production.issuer, page, host)).body.includes(SAYS), page);
});

test('so do the pages of a sign-in and of Mi cuenta', async (t) => {
  const app = await open(t, {
    env: { SANDBOX: 'yes', THROTTLES: 'off' },
    clients: [clientFileFor('ajena', { first_party: false, sector: 'ajena' })],
  });
  const client = await openClient(app, 'ajena');
  const { to } = await beginSignIn(client);
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(to.href), app.issuer);
  t.true(asksForKey(login));
  const consent = await browser.follow(await browser.send(login, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  t.regex(consent.text, /pide conocer estos datos/);
  const account = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  t.regex(account.text, /Mi cuenta/);
  const leaving = await browser.get(`${app.issuer}/oidc/logout`);
  for (const page of [login, consent, account, leaving]) t.true(page.text.includes(SAYS), page.url);
});

test('a sandbox that is public has neither mailbox nor gallery, and requires mail and SMS as production does', async (t) => {
  const app = await open(t, { env: { ...PUBLIC, SANDBOX: 'yes' } });
  for (const path of ['/buzon', '/buzon.json', '/galeria']) t.is((await ask(app.issuer, path, host)).status, 404, path);
  t.throws(() => readConfig({ ...PUBLIC, SANDBOX: 'yes', SMTP_URL: '' }), { message: /SMTP_URL/ });
});

test('every mail and every SMS of a sandbox begins with its notice; those of development do not', async (t) => {
  for (const [env, says] of [
    [{ SANDBOX: 'yes' }, true],
    [{}, false],
  ] as const) {
    const app = await open(t, { env: { ...env, THROTTLES: 'off' } });
    await registerNatural(app.deps, registration(), visitorFrom('198.51.100.7'));
    await app.deps.notifier.send({ kind: 'account-created' }, { channel: 'sms', to: parseMobile('40000003') });
    const messages = await app.mailbox();
    t.deepEqual([...new Set(messages.map(({ channel }) => channel))].sort(), ['mail', 'sms']);
    for (const { channel, subject, text, html } of messages) {
      t.is(text.startsWith(SAYS), says, channel);
      if (channel === 'sms') continue;
      t.is(subject.startsWith(SAYS), says);
      t.is(html.includes(SAYS), says);
    }
  }
});

test('a sandbox has fictional people to sign in as, under the rules of production', async (t) => {
  const app = await open(t, { env: { SANDBOX: 'yes' }, clients: [clientFileFor('capacita')] });
  t.truthy((await signIn(await openClient(app, 'capacita'))).tokens.access_token);
});

/** Opens an app over the database of another. */
const openingOver = (app: TestApp, env: Record<string, string>) =>
  createApp({
    config: readConfig({ ...env, CLIENTS_DIR: 'test/helpers' }),
    connection: serverOf(app.owner),
    secretsKeys: SECRETS_KEYS,
    env: {},
    standIn: { inProcess: registriesInProcess() },
    log: app.worker.log as never,
  });

test('[security 63] a sandbox refuses a database with real people, and accepts one of fictional people', async (t) => {
  const app = await open(t, {});
  const sandbox = { ...PUBLIC, SANDBOX: 'yes' };
  await (await openingOver(app, sandbox)).close();
  await app.database.run((sql) => sql('accounts').update({ simulado: false }).limit(1));
  await t.throwsAsync(openingOver(app, sandbox), { message: /cuentas de personas reales/ });
});

test('the keys of the old system are never imported into a sandbox', (t) => {
  const command = fileURLToPath(new URL('../../src/cli/import-legacy.ts', import.meta.url));
  const env = { PATH: process.env.PATH, SANDBOX: 'yes' };
  const { status, stderr } = spawnSync(process.execPath, [command, 'claves.csv'], { env, encoding: 'utf8' });
  t.is(status, 1);
  t.regex(stderr, /SANDBOX: las claves de personas reales/);
});
