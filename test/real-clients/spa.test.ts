import test, { type ExecutionContext } from 'ava';
import type { Browser, Page } from 'playwright-core';
import { follow, logIn } from '../browser/steps.ts';
import { newVisitor, openChromium, type Visitor } from '../helpers/chromium.ts';
import { openTestHouse, type TestHouse } from '../helpers/house.ts';
import { clientFileFor, rosa } from '../helpers/platform.ts';
import { openSite, type Site } from '../helpers/site.ts';
import { spaPages } from './spa-page.ts';

let house: TestHouse;
let site: Site;
let foreign: Site;
let browser: Browser;

const publicClient = {
  client_secret: undefined,
  token_endpoint_auth_method: 'none',
  scope: 'openid profile email',
};

test.before(async () => {
  [site, foreign] = await Promise.all([openSite(), openSite()]);
  house = await openTestHouse({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('pagina', {
        ...publicClient,
        redirect_uris: [`${site.origin}/vuelta`],
        post_logout_redirect_uris: [`${site.origin}/adios`],
      }),
    ],
  });
  site.serve(spaPages(house.issuer, site.origin));
  foreign.serve((_request, response) => void response.setHeader('content-type', 'text/html').end('<h1>Ajena</h1>'));
  browser = await openChromium();
});

test.after.always(async () => {
  await browser?.close();
  await Promise.all([site?.close(), foreign?.close()]);
  await house?.stop();
});

async function enter(t: ExecutionContext): Promise<Visitor> {
  t.timeout(60_000);
  const visitor = await newVisitor(browser, [house.issuer, site.origin]);
  t.teardown(() => visitor.context.close());
  await visitor.page.goto(site.origin);
  return visitor;
}

async function signIn(page: Page): Promise<void> {
  await follow(page, page.getByRole('button', { name: 'Entrar' }));
  await logIn(page, rosa.rut, rosa.key);
  await page.getByText('hola: Rosa Elena Soto Díaz').waitFor();
}

test('oidc-client-ts, as it comes, signs a person in from a page without a server, and renews', async (t) => {
  const { page, complaints } = await enter(t);
  await signIn(page);
  await page.getByRole('button', { name: 'Renovar' }).click();
  await page.getByText(/^renovada: [\w-]{43}$/).waitFor();
  t.deepEqual(complaints, []);
});

test('oidc-client-ts revokes its tokens and takes our answer for what it is', async (t) => {
  const { page, complaints } = await enter(t);
  await signIn(page);
  await page.getByRole('button', { name: 'Revocar' }).click();
  await page.getByText('revocada', { exact: true }).waitFor();
  t.deepEqual(complaints, []);
});

test('oidc-client-ts leaves, and comes back signed out', async (t) => {
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

test('33 a script of another origin may read discovery and keys, and call nothing in the name of a platform', async (t) => {
  const visitor = await newVisitor(browser, [house.issuer, foreign.origin]);
  await visitor.page.goto(foreign.origin);
  const statusOf = (path: string, init: object) =>
    visitor.page.evaluate(
      ([url, given]) =>
        fetch(url as string, given as RequestInit).then(
          (answer) => answer.status,
          () => 'blocked',
        ),
      [house.issuer + path, init] as const,
    );
  t.is(await statusOf('/.well-known/openid-configuration', {}), 200);
  t.is(await statusOf('/oidc/jwks', {}), 200);
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const body = 'grant_type=authorization_code&client_id=pagina&code=x&redirect_uri=x&code_verifier=x';
  t.is(await statusOf('/oidc/token', { ...form, body }), 'blocked');
  t.is(await statusOf('/oidc/revoke', { ...form, body: 'client_id=pagina&token=x' }), 'blocked');
  await visitor.context.close();
});
