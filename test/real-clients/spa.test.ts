import { createHash } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import type { Browser, Page } from 'playwright-core';
import { follow, logIn } from '../browser/steps.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newVisitor, openChromium, type Visitor } from '../helpers/chromium.ts';
import { clientFileFor, rosa } from '../helpers/client-app.ts';
import { openSite, type Site } from '../helpers/site.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { spaPages } from './spa-page.ts';

let app: TestApp;
let site: Site;
let foreign: Site;
/** Of an organisation outside of SENCE; its tabs share one user. */
let shared: Site;
let browser: Browser;

const publicClient = {
  client_secret: undefined,
  token_endpoint_auth_method: 'none',
  scope: 'openid profile email',
};

test.before(async () => {
  [site, foreign, shared] = await Promise.all([openSite(), openSite(), openSite()]);
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('pagina', {
        ...publicClient,
        redirect_uris: [`${site.origin}/vuelta`],
        post_logout_redirect_uris: [`${site.origin}/adios`],
      }),
      clientFileFor('ajena', {
        ...publicClient,
        redirect_uris: [`${shared.origin}/vuelta`],
        first_party: false,
        sector: 'ajena',
      }),
    ],
  });
  site.serve(spaPages(app.issuer, site.origin));
  shared.serve(spaPages(app.issuer, shared.origin, { clientId: 'ajena', store: 'localStorage' }));
  foreign.serve((_request, response) => void response.setHeader('content-type', 'text/html').end('<h1>Ajena</h1>'));
  browser = await openChromium();
});

test.after.always(async () => {
  await browser?.close();
  await Promise.all([site?.close(), foreign?.close(), shared?.close()]);
  await app?.stop();
});

async function enter(t: ExecutionContext): Promise<Visitor> {
  t.timeout(withinMs(60_000));
  const visitor = await newVisitor(browser, [app.issuer, site.origin]);
  t.teardown(() => visitor.context.close());
  await visitor.page.goto(site.origin);
  return visitor;
}

async function signIn(page: Page): Promise<void> {
  await follow(page, page.getByRole('button', { name: 'Entrar' }));
  await logIn(page, rosa.rut, rosa.key);
  await page.getByText('hola: Rosa Elena Soto Díaz').waitFor();
}

test('[protocol 29] oidc-client-ts, unmodified, signs a person in from a page without a server, and renews', async (t) => {
  const { page, complaints } = await enter(t);
  await signIn(page);
  await page.getByRole('button', { name: 'Renovar' }).click();
  await page.getByText(/^renovada: [\w-]{43}$/).waitFor();
  t.deepEqual(complaints, []);
});

test('[protocol 96] oidc-client-ts revokes its tokens and accepts the answer', async (t) => {
  const { page, complaints } = await enter(t);
  await signIn(page);
  await page.getByRole('button', { name: 'Revocar' }).click();
  await page.getByText('revocada', { exact: true }).waitFor();
  t.deepEqual(complaints, []);
});

/** Rosa signs in at the page of an organisation outside of SENCE, and allows what it requests. */
async function enterShared(t: ExecutionContext): Promise<Visitor> {
  t.timeout(withinMs(60_000));
  const visitor = await newVisitor(browser, [app.issuer, shared.origin]);
  t.teardown(() => visitor.context.close());
  const { page } = visitor;
  await page.goto(shared.origin);
  await follow(page, page.getByRole('button', { name: 'Entrar' }));
  await logIn(page, rosa.rut, rosa.key);
  const allow = page.getByRole('button', { name: 'Permitir y continuar' });
  await allow.or(page.getByText('hola: ')).first().waitFor();
  if (await allow.isVisible()) await allow.click();
  await page.getByText('hola: Rosa Elena Soto Díaz').waitFor();
  return visitor;
}

const renew = (page: Page) => page.getByRole('button', { name: 'Renovar' }).click();
const isRenewed = (page: Page) => page.getByText(/^renovada: [\w-]{43}$/).waitFor();

/** The user that all tabs of the page share, as it is stored. */
const storedUser = (page: Page) =>
  page.evaluate(() => Object.entries(localStorage).find(([name]) => name.startsWith('oidc.user:')) ?? ['', '']);

const refreshTokenIn = ([, user]: readonly string[]): string => JSON.parse(user ?? '{}').refresh_token;

test('[O14, protocol 83] two tabs that renew at once with one refresh token both continue, and again', async (t) => {
  const { page, context } = await enterShared(t);
  const other = await context.newPage();
  await other.goto(shared.origin);
  const sent: string[] = [];
  const waiting: (() => void)[] = [];
  await context.route('**/oidc/token', async (route) => {
    sent.push(new URLSearchParams(route.request().postData() ?? '').get('refresh_token') ?? '');
    // Neither is sent before both have been requested.
    if (sent.length === 1) await new Promise<void>((resolve) => waiting.push(resolve));
    for (const go of waiting) go();
    await route.continue();
  });
  await Promise.all([renew(page), renew(other)]);
  await Promise.all([isRenewed(page), isRenewed(other)]);
  t.is(sent.length, 2);
  t.is(sent[0], sent[1]);
  for (const tab of [page, other]) {
    await tab.reload();
    await renew(tab);
    await isRenewed(tab);
  }
});

test('[O14] a renewal whose answer was lost continues within the grace; after it the tokens have ended, and prompt=none signs in without a question', async (t) => {
  const { page } = await enterShared(t);
  const before = await storedUser(page);
  await page.route('**/oidc/token', async (route) => {
    t.is((await route.fetch()).status(), 200, 'the server had answered');
    await route.abort();
  });
  await renew(page);
  await page.getByText(/^falla: /).waitFor();
  await page.unroute('**/oidc/token');
  t.is(refreshTokenIn(await storedUser(page)), refreshTokenIn(before));
  await renew(page);
  await isRenewed(page);
  t.not(refreshTokenIn(await storedUser(page)), refreshTokenIn(before));

  await app.database.run((sql) =>
    sql('oidc_refresh_token')
      .where('id', createHash('sha256').update(refreshTokenIn(before)).digest())
      .update({ serves_until: sql.raw("now() - interval '1 second'") }),
  );
  await page.evaluate(([name, user]) => localStorage.setItem(name ?? '', user ?? ''), before);
  await page.reload();
  await renew(page);
  await page.getByText(/^falla: /).waitFor();
  const seen: string[] = [];
  page.on('framenavigated', (frame) => seen.push(new URL(frame.url()).pathname));
  await page.getByRole('button', { name: 'En silencio' }).click();
  await page.getByText('hola: Rosa Elena Soto Díaz').waitFor();
  t.false(
    seen.some((path) => path.startsWith('/ingresar')),
    seen.join(' '),
  );
  await renew(page);
  await isRenewed(page);
});

test('[protocol 56] oidc-client-ts logs out, and comes back signed out', async (t) => {
  const { page, complaints } = await enter(t);
  await signIn(page);
  await follow(page, page.getByRole('button', { name: 'Salir' }));
  if (!page.url().startsWith(site.origin))
    await follow(page, page.getByRole('button', { name: /^Cerrar sesión/ }).first());
  await page.getByText('adiós', { exact: true }).waitFor();
  await page.goto(site.origin);
  await follow(page, page.getByRole('button', { name: 'Entrar' }));
  t.is(await page.locator('[name=clave]').count(), 1);
  t.deepEqual(complaints, []);
});

test('[security 33, protocol 41] a script of another origin may read discovery and keys, and call nothing in the name of a client', async (t) => {
  const visitor = await newVisitor(browser, [app.issuer, foreign.origin]);
  await visitor.page.goto(foreign.origin);
  const statusOf = (path: string, init: object) =>
    visitor.page.evaluate(
      ([url, given]) =>
        fetch(url as string, given as RequestInit).then(
          (answer) => answer.status,
          () => 'blocked',
        ),
      [app.issuer + path, init] as const,
    );
  t.is(await statusOf('/.well-known/openid-configuration', {}), 200);
  t.is(await statusOf('/oidc/jwks', {}), 200);
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const body = 'grant_type=authorization_code&client_id=pagina&code=x&redirect_uri=x&code_verifier=x';
  t.is(await statusOf('/oidc/token', { ...form, body }), 'blocked');
  t.is(await statusOf('/oidc/revoke', { ...form, body: 'client_id=pagina&token=x' }), 'blocked');
  await visitor.context.close();
});
