import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import type { Page } from 'playwright-core';
import { parseRun } from '../../src/domain/rut.ts';
import { lookAt } from '../browser/quality.ts';
import { type Run, runs } from '../browser/scenario.ts';
import { fill, heading, logIn, press } from '../browser/steps.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newVisitor, openChromiumFor, type Visitor } from '../helpers/chromium.ts';
import { claveUnicaFields } from '../helpers/clave-unica-app.ts';
import { authorizationRequest, clientFileFor, openClient, pedro, rosa } from '../helpers/client-app.ts';
import { openSite, openSiteChain, type Site, type SiteChain } from '../helpers/site.ts';
import { withinMs } from '../helpers/within-ms.ts';

const APP = 'cl.example.nativa:/vuelta';

/** A consent that was given is remembered: each walk asks for its page again. */
const asksConsent = { scope: 'openid email', prompt: 'consent' };

let app: TestApp;
let chain: SiteChain;
let nativeApp: Site;
/** Where the app answers; it can leave out the cookies of every answer, as for a browser that keeps none. */
let front: Site;
let keepsCookies = true;

test.before(async () => {
  chain = await openSiteChain();
  nativeApp = await openSite('::1');
  nativeApp.serve(({ method, url }, response) => {
    const { pathname, searchParams } = new URL(url ?? '/', nativeApp.origin);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>App</title><p id="oido">${[method, pathname, ...searchParams.keys()].join(' ')}`,
    );
  });
  const back = { redirect_uris: [`${chain.origin}/vuelta`], post_logout_redirect_uris: [`${chain.origin}/adios`] };
  front = await openSite();
  const opened = await openTestApp({
    env: { THROTTLES: 'off', ISSUER: front.origin },
    clients: [
      clientFileFor('propia', back),
      clientFileFor('ajena', { ...back, first_party: false, sector: 'ajena' }),
      clientFileFor('exige', { ...back, minimum_identity: 'documento' }),
      clientFileFor('nativa', {
        client_name: 'Aplicación de ejemplo',
        application_type: 'native',
        client_secret: undefined,
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://[::1]/vuelta', APP],
      }),
      clientFileFor('totem', {
        client_secret: undefined,
        token_endpoint_auth_method: 'none',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: [],
        post_logout_redirect_uris: [],
      }),
      clientFileFor('subsidio', {
        ...back,
        ...claveUnicaFields,
      }),
    ],
  });
  app = { ...opened, issuer: front.origin };
  front.serve((request, response) => {
    const { setHeader } = response;
    response.setHeader = (name, value) =>
      keepsCookies || name.toLowerCase() !== 'set-cookie' ? setHeader.call(response, name, value) : response;
    app.handle(request, response);
  });
});

test.after.always(async () => {
  await app?.stop();
  await chain?.close();
  await nativeApp?.close();
  await front?.close();
});

/** A walk of a new browser, which has nothing to complain of at its end. */
const walk =
  (run: Run, go: (t: ExecutionContext, visitor: Visitor) => Promise<void>) =>
  async (t: ExecutionContext): Promise<void> => {
    t.timeout(withinMs(90_000));
    const options = { javaScriptEnabled: run.script, viewport: { width: run.width, height: 800 } };
    const visitor = await newVisitor(
      await openChromiumFor(t),
      [app.issuer, nativeApp.origin, ...chain.origins],
      options,
    );
    await go(t, visitor);
    t.deepEqual(visitor.complaints, []);
  };

async function addressFor(id: string, params: Record<string, string> = {}): Promise<string> {
  const { all } = await authorizationRequest(id, { redirect_uri: `${chain.origin}/vuelta`, ...params });
  return oidc.buildAuthorizationUrl((await openClient(app, id)).config, all).href;
}

/** How the client was reached, read at the third origin. */
async function heard({ page }: Visitor): Promise<string> {
  await page.waitForURL(`${chain.end}?**`, { timeout: withinMs(10_000) });
  return page.locator('#oido').innerText();
}

/** Signs Rosa in at our own client; the browser is then at the end of the chain. */
async function signInFirst(visitor: Visitor): Promise<void> {
  await visitor.page.goto(await addressFor('propia'));
  await logIn(visitor.page, rosa.rut, rosa.key);
  await heard(visitor);
}

/** Pedro only says who he is, as at the beginning; a run before may have shown his card. */
async function forgetCard(): Promise<void> {
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(pedro.rut));
  await app.deps.accounts.change(account?.id ?? '', (one) => ({ ...one, identidad: 'declarada' }));
}

/** Signs Rosa in for an app; whether she is asked for consent is not what is looked at here. */
async function enterApp(page: Page): Promise<void> {
  await fill(page, { rut: rosa.rut, clave: rosa.key });
  await page.getByRole('button', { name: 'Ingresar', exact: true }).click();
  const asks = page.getByRole('button', { name: 'Permitir y continuar' });
  const leads = page.getByRole('link', { name: 'Abrir la aplicación' });
  await asks.or(leads).or(page.locator('#oido')).first().waitFor();
  if (await asks.isVisible()) await asks.click();
}

for (const run of runs) {
  test.serial(
    `[O11] a sign-in ends at a client whose callback leads over three origins, ${run.how}`,
    walk(run, async (t, visitor) => {
      await visitor.page.goto(await addressFor('propia'));
      await logIn(visitor.page, rosa.rut, rosa.key);
      t.is(await heard(visitor), 'GET /vuelta code iss state');
    }),
  );

  test.serial(
    `[O11, protocol 47] form_post, and a client that leads on after it, ${run.how}`,
    walk(run, async (t, visitor) => {
      await visitor.page.goto(await addressFor('propia', { response_mode: 'form_post' }));
      await logIn(visitor.page, rosa.rut, rosa.key);
      if (!run.script) await press(visitor.page, 'Continuar');
      t.is(await heard(visitor), 'POST /vuelta code iss state');
    }),
  );

  test.serial(
    `[O11] after consent, after its refusal and after the way back, ${run.how}`,
    walk(run, async (t, visitor) => {
      await visitor.page.goto(await addressFor('ajena', asksConsent));
      await press(visitor.page, 'Volver a la plataforma');
      t.is(await heard(visitor), 'GET /vuelta error error_description error_uri iss state');
      await visitor.page.goto(await addressFor('ajena', asksConsent));
      await logIn(visitor.page, rosa.rut, rosa.key);
      await press(visitor.page, 'No permitir');
      t.is(await heard(visitor), 'GET /vuelta error error_description error_uri iss state');
      await visitor.page.goto(await addressFor('ajena', asksConsent));
      await press(visitor.page, 'Permitir y continuar');
      t.is(await heard(visitor), 'GET /vuelta code iss state');
    }),
  );

  test.serial(
    `[O11] another person at the same browser, ${run.how}`,
    walk(run, async (t, visitor) => {
      await signInFirst(visitor);
      await visitor.page.goto(await addressFor('propia', { prompt: 'login' }));
      await logIn(visitor.page, pedro.rut, pedro.key);
      if (!run.script) await press(visitor.page, 'Continuar');
      t.is(await heard(visitor), 'GET /vuelta code iss state');
    }),
  );

  test.serial(
    `[O11] after the question of a logout, and of one without a session, ${run.how}`,
    walk(run, async (t, visitor) => {
      const back = { client_id: 'propia', post_logout_redirect_uri: `${chain.origin}/adios`, state: 'x' };
      const leave = `${app.issuer}/oidc/logout?${new URLSearchParams(back)}`;
      await signInFirst(visitor);
      await visitor.page.goto(leave);
      await press(visitor.page, 'Cerrar sesión');
      t.is(await heard(visitor), 'GET /adios state');
      await visitor.page.goto(leave);
      if (!run.script) await press(visitor.page, 'Continuar');
      t.is(await heard(visitor), 'GET /adios state');
    }),
  );

  test.serial(
    `[O11] a system written for ClaveÚnica, in and out, ${run.how}`,
    walk(run, async (t, visitor) => {
      const asked = { client_id: 'subsidio', response_type: 'code', scope: 'openid run name', state: 'x' };
      const query = new URLSearchParams({ ...asked, redirect_uri: `${chain.origin}/vuelta` });
      await visitor.page.goto(`${app.issuer}/openid/authorize/?${query}`);
      await logIn(visitor.page, rosa.rut, rosa.key);
      t.is(await heard(visitor), 'GET /vuelta code iss state');
      const redirect = encodeURIComponent(`${chain.origin}/adios`);
      await visitor.page.goto(`${app.issuer}/api/v1/accounts/app/logout?redirect=${redirect}`);
      await press(visitor.page, 'Cerrar sesión');
      t.is(await heard(visitor), 'GET /adios');
    }),
  );

  test.serial(
    `[O11, protocol 46] an app on http://[::1] is led to by itself, and the page that leads has the way as its button, ${run.how}`,
    walk(run, async (t, { page }) => {
      const redirectUri = `${nativeApp.origin}/vuelta`;
      await page.goto(await addressFor('nativa', { redirect_uri: redirectUri }));
      await enterApp(page);
      await page.waitForURL(`${redirectUri}?**`);
      t.is(await page.locator('#oido').innerText(), 'GET /vuelta code state iss');
      await page.goBack();
      t.is(await heading(page), 'Ya ingresó');
    }),
  );

  test.serial(
    `[O11, protocol 46] an app with a scheme of its own gets a button to press, ${run.how}`,
    walk(run, async (t, { page, complaints }) => {
      await page.goto(await addressFor('nativa', { redirect_uri: APP }));
      await enterApp(page);
      const button = page.getByRole('link', { name: 'Abrir la aplicación' });
      await button.waitFor();
      t.regex(
        String(await button.getAttribute('href')),
        /^cl\.example\.nativa:\/vuelta\?code=[\w-]+&state=[\w-]+&iss=/,
      );
      t.is(await heading(page), 'Vuelva a la aplicación');
      t.regex(await page.locator('main').innerText(), /Si la aplicación ya se abrió, puede cerrar esta página\./);
      await lookAt(t, page, run.script);
      // No app has that scheme here, and Chromium says so of the page that went on by itself.
      const told = complaints.splice(0).filter((one) => !/scheme does not have a registered handler/.test(one));
      t.deepEqual(told, []);
      await page.reload();
      t.is(await heading(page), 'Ya ingresó');
    }),
  );

  test.serial(
    `[O19] Back through consent and key says that the person is in, and then leaves Clave Sence, ${run.how}`,
    walk(run, async (t, visitor) => {
      const { page } = visitor;
      await page.goto(chain.end);
      await page.goto(await addressFor('ajena', asksConsent));
      await logIn(page, rosa.rut, rosa.key);
      t.is(await heading(page), 'Plataforma ajena pide conocer estos datos');
      await page.goBack();
      t.is(await heading(page), 'Plataforma ajena pide conocer estos datos', 'one step further than the key');
      await press(page, 'Permitir y continuar');
      await heard(visitor);
      await page.goBack();
      t.is(await heading(page), 'Ya ingresó');
      await lookAt(t, page, run.script);
      while (page.url().startsWith(app.issuer)) {
        t.is(await heading(page), 'Ya ingresó');
        await page.goBack();
      }
      t.is(page.url(), chain.end);
    }),
  );

  test.serial(
    `[O19] Back at the pages of the mail, the card, another account and a device says which it is, ${run.how}`,
    walk(run, async (t, visitor) => {
      const { page } = visitor;
      await forgetCard();
      await page.goto(await addressFor('exige', { scope: 'openid run' }));
      const key = page.url();
      await page.goto(`${key}/correo?perfil=natural`);
      await page.goBack();
      t.is(await heading(page), 'Ingrese con su Clave Sence');
      await logIn(page, pedro.rut, pedro.key);
      t.is(await heading(page), 'Compruebe su identidad');
      await page.goBack();
      t.is(await heading(page), 'Compruebe su identidad');
      await fill(page, { serie: pedro.serial });
      await press(page, 'Validar');
      await heard(visitor);
      await page.goBack();
      t.is(await heading(page), 'Ya ingresó');
      await page.goto(`${key}/correo?perfil=natural`);
      t.is(await heading(page), 'Ya ingresó');
      await page.goto(await addressFor('exige', { prompt: 'login' }));
      await press(page, 'Volver a la plataforma');
      await heard(visitor);
      await page.goBack();
      t.is(await heading(page), 'Este ingreso ya terminó');
      await lookAt(t, page, run.script);
      const { config } = await openClient(app, 'totem', oidc.None());
      const asked = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
      await page.goto(asked.verification_uri);
      await fill(page, { user_code: asked.user_code });
      await press(page, 'Continuar');
      await press(page, 'Sí, es mi equipo');
      t.is(await heading(page), 'Ya ingresó en el equipo');
      await page.reload();
      t.is(await heading(page), 'Ya ingresó en el equipo');
    }),
  );

  test.serial(
    `[O19] a browser that keeps no cookies is told so, ${run.how}`,
    walk(run, async (t, { page }) => {
      keepsCookies = false;
      t.teardown(() => {
        keepsCookies = true;
      });
      await page.goto(await addressFor('propia'));
      t.is(await heading(page), 'Su navegador no guarda cookies');
      await lookAt(t, page, run.script);
      const way = page.getByRole('link', { name: 'Volver a la plataforma' });
      t.is(await way.getAttribute('href'), `${chain.origin}/`);
      keepsCookies = true;
      await page.goto(await addressFor('propia'));
      t.is(await heading(page), 'Ingrese con su Clave Sence');
    }),
  );
}
