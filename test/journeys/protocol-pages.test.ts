import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import type { Browser } from 'playwright-core';
import { lookAt } from '../browser/quality.ts';
import { type Run, runs } from '../browser/scenario.ts';
import { fill, heading, logIn, press } from '../browser/steps.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newVisitor, openChromium, type Visitor } from '../helpers/chromium.ts';
import { authorizationRequest, clientFileFor, openClient, pedro, rosa } from '../helpers/client-app.ts';
import { openSite, type Site } from '../helpers/site.ts';
import { withinMs } from '../helpers/within-ms.ts';

let app: TestApp;
let site: Site;
let browser: Browser;

test.before(async () => {
  site = await openSite();
  site.serve((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const told = new URLSearchParams(request.method === 'POST' ? body : (request.url ?? '').split('?')[1]);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><title>Vuelta</title><p id="oido">${request.method} ${[...told.keys()].sort().join(' ')}</p>`,
      );
    });
  });
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('pagina', {
        redirect_uris: [`${site.origin}/vuelta`],
        post_logout_redirect_uris: [`${site.origin}/adios`],
      }),
      clientFileFor('totem', {
        client_name: 'Tótem de la oficina de Arica',
        client_secret: undefined,
        token_endpoint_auth_method: 'none',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: [],
        post_logout_redirect_uris: [],
      }),
    ],
  });
  browser = await openChromium();
});

test.after.always(async () => {
  await browser?.close();
  await site?.close();
  await app?.stop();
});

async function enter(t: ExecutionContext, { script, width }: Run): Promise<Visitor> {
  t.timeout(withinMs(90_000));
  const options = { javaScriptEnabled: script, viewport: { width, height: 800 } };
  const visitor = await newVisitor(browser, [app.issuer, site.origin], options);
  t.teardown(() => visitor.context.close());
  return visitor;
}

async function addressOf(params: Record<string, string>): Promise<string> {
  const { all } = await authorizationRequest('pagina', { redirect_uri: `${site.origin}/vuelta`, ...params });
  return oidc.buildAuthorizationUrl((await openClient(app, 'pagina')).config, all).href;
}

/** Where there is no script, the page that goes on by itself has a button. */
async function goOn({ page }: Visitor, { script }: Run): Promise<void> {
  if (!script) await press(page, 'Continuar');
  await page.waitForURL(`${site.origin}/**`);
}

const heardBy = ({ page }: Visitor): Promise<string> => page.locator('#oido').innerText();

for (const run of runs) {
  test.serial(`[protocol 47] form_post leads to the platform, ${run.how}`, async (t) => {
    const visitor = await enter(t, run);
    await visitor.page.goto(await addressOf({ response_mode: 'form_post' }));
    await logIn(visitor.page, rosa.rut, rosa.key);
    await goOn(visitor, run);
    t.is(await heardBy(visitor), 'POST code iss state');
    t.deepEqual(visitor.complaints, []);
  });

  test.serial(`another person at the same browser gets through to the platform, ${run.how}`, async (t) => {
    const visitor = await enter(t, run);
    const { page } = visitor;
    await page.goto(await addressOf({}));
    await logIn(page, rosa.rut, rosa.key);
    await page.waitForURL(`${site.origin}/**`);
    await page.goto(await addressOf({ prompt: 'login' }));
    await logIn(page, pedro.rut, pedro.key);
    await goOn(visitor, run);
    t.is(await heardBy(visitor), 'GET code iss state');
    t.deepEqual(visitor.complaints, []);
  });

  test.serial(
    `[protocol 97] a person signs in for a kiosk, and every page on the way is good, ${run.how}`,
    async (t) => {
      const visitor = await enter(t, run);
      const { page } = visitor;
      const { config } = await openClient(app, 'totem', oidc.None());
      const asked = await oidc.initiateDeviceAuthorization(config, { scope: 'openid profile' });
      await page.goto(asked.verification_uri);
      await lookAt(t, page, run.script);
      await fill(page, { user_code: 'BBBB-BBBB' });
      await press(page, 'Continuar');
      t.regex(await page.locator('#user_code-e').innerText(), /Este código no existe/);
      await lookAt(t, page, run.script);
      await fill(page, { user_code: asked.user_code });
      await press(page, 'Continuar');
      t.is(await heading(page), '¿Es este su equipo?');
      await lookAt(t, page, run.script);
      await press(page, 'Sí, es mi equipo');
      await logIn(page, rosa.rut, rosa.key);
      t.regex(await heading(page), /Ya ingresó en el equipo/);
      await lookAt(t, page, run.script);
      const tokens = await oidc.pollDeviceAuthorizationGrant(config, asked);
      t.is(
        (await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')).name,
        'Rosa Elena Soto Díaz',
      );
      t.deepEqual(visitor.complaints, []);
    },
  );

  test.serial(
    `the address with the code in it leads to the question whether it is the own device, ${run.how}`,
    async (t) => {
      const visitor = await enter(t, run);
      const { config } = await openClient(app, 'totem', oidc.None());
      const asked = await oidc.initiateDeviceAuthorization(config, { scope: 'openid profile' });
      await visitor.page.goto(asked.verification_uri_complete ?? '');
      if (!run.script) await press(visitor.page, 'Continuar');
      await visitor.page.getByRole('heading', { name: '¿Es este su equipo?' }).waitFor();
      await press(visitor.page, 'No es mi equipo');
      t.regex(await visitor.page.locator('main').innerText(), /Detuvimos el ingreso del equipo/);
      t.deepEqual(visitor.complaints, []);
    },
  );

  test.serial(`[protocol 54] leaving without a session shows the ways on, ${run.how}`, async (t) => {
    const visitor = await enter(t, run);
    const back = `${site.origin}/adios`;
    const query = new URLSearchParams({ client_id: 'pagina', post_logout_redirect_uri: back, state: 'x' });
    await visitor.page.goto(`${app.issuer}/oidc/logout?${query}`);
    await goOn(visitor, run);
    t.is(visitor.page.url(), `${back}?state=x`);
    t.deepEqual(visitor.complaints, []);
  });
}
