import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import type { Page } from 'playwright-core';
import { parseRun } from '../../src/domain/rut.ts';
import { keyFailures } from '../../src/domain/throttle.ts';
import { type Run, runs } from '../browser/scenario.ts';
import { fill, heading, logIn, press } from '../browser/steps.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newVisitor, openChromiumFor } from '../helpers/chromium.ts';
import { authorizationRequest, clientFileFor, openClient, pedro, rosa } from '../helpers/client-app.ts';
import { mobileCodeIn } from '../helpers/mobile.ts';
import {
  accountNow,
  camila,
  DAY,
  MINUTE,
  newestIn,
  provisionalIn,
  recoverByCard,
  registerCamila,
  replaceByCard,
} from '../helpers/recovery.ts';
import { openSite, type Site } from '../helpers/site.ts';
import { withinMs } from '../helpers/within-ms.ts';

const KEY_PAGE = 'Ingrese con su Clave Sence';
const CHOSEN = 'Copihue-88';

let site: Site;

test.before(async () => {
  site = await openSite();
  site.serve((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="es"><title>Plataforma</title><h1>Plataforma</h1>');
  });
});
test.after.always(() => site?.close());

interface Place {
  readonly app: TestApp;
  readonly page: Page;
  /** The address of a new sign-in at the client. */
  address(params?: Readonly<Record<string, string>>): Promise<string>;
}

/** A walk of a new browser in a house of its own, which has nothing to complain of at its end. */
const walk =
  (run: Run, throttles: 'on' | 'off', go: (t: ExecutionContext, place: Place) => Promise<void>) =>
  async (t: ExecutionContext): Promise<void> => {
    t.timeout(withinMs(90_000));
    const file = {
      redirect_uris: [`${site.origin}/vuelta`],
      post_logout_redirect_uris: [`${site.origin}/adios`],
      scope: 'openid profile email phone address run offline_access',
    };
    const app = await openTestApp({
      env: { THROTTLES: throttles },
      clients: [clientFileFor('ejemplo', file), device],
    });
    t.teardown(app.stop);
    const options = { javaScriptEnabled: run.script, viewport: { width: run.width, height: 800 } };
    const { page, complaints } = await newVisitor(await openChromiumFor(t), [app.issuer, site.origin], options);
    const address = async (params: Readonly<Record<string, string>> = {}): Promise<string> => {
      const { all } = await authorizationRequest('ejemplo', { redirect_uri: `${site.origin}/vuelta`, ...params });
      return oidc.buildAuthorizationUrl((await openClient(app, 'ejemplo')).config, all).href;
    };
    await page.goto(site.origin);
    await go(t, { app, page, address });
    t.deepEqual(complaints, []);
  };

const device = clientFileFor('totem', {
  client_secret: undefined,
  token_endpoint_auth_method: 'none',
  grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
  redirect_uris: [],
  post_logout_redirect_uris: [],
});

const arrives = (page: Page): Promise<void> =>
  page.waitForURL(`${site.origin}/vuelta?**`, { timeout: withinMs(10_000) });

/** From the client, once the person is in: every page of the sign-in says so, until the browser has left it. */
async function isInUntilTheClient(t: ExecutionContext, page: Page): Promise<void> {
  await page.goBack();
  for (let steps = 0; !page.url().startsWith(site.origin) && steps < 12; steps += 1) {
    t.is(await heading(page), 'Ya ingresó', page.url());
    await page.goBack();
  }
  t.is(page.url(), `${site.origin}/`);
}

/** The mobile is asked for once the mailbox was confirmed more than a day ago. */
async function confirmedDaysAgo(app: TestApp): Promise<void> {
  const { id } = await accountNow(app);
  const email = new Date(Date.now() - 2 * DAY);
  await app.deps.accounts.change(id, (one) => ({ ...one, confirmed: { ...one.confirmed, email } }));
}

for (const run of runs) {
  test.serial(
    `[O19] Back at the page of the six digits is the key, and afterwards the person is in: ${run.how}`,
    walk(run, 'on', async (t, { app, page, address }) => {
      for (let tries = 0; tries <= keyFailures.untilRecovery; tries += 1) {
        await app.deps.throttles.consumeKeyTry(`natural:${parseRun(rosa.rut)}`);
        app.advance(16 * MINUTE);
      }
      await page.goto(await address());
      await logIn(page, rosa.rut, rosa.key);
      t.is(await heading(page), 'Pida un código para ingresar');
      await page.goBack();
      t.is(await heading(page), KEY_PAGE);
      await page.goForward();
      await press(page, 'Enviarlo a mi correo');
      const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
      await fill(page, { codigo: await newestIn(app, account?.personal.email ?? '', /\b(\d{6})\b/) });
      await press(page, 'Continuar');
      t.is(await heading(page), KEY_PAGE);
      await page.goBack();
      t.is(await heading(page), 'Pida un código para ingresar');
      await page.goForward();
      await logIn(page, rosa.rut, rosa.key);
      await arrives(page);
      await isInUntilTheClient(t, page);
    }),
  );

  test.serial(
    `[O19] Back at the page that changes a provisional key is the key, and afterwards the person is in: ${run.how}`,
    walk(run, 'off', async (t, { app, page, address }) => {
      await registerCamila(app);
      await recoverByCard(app);
      const provisional = await provisionalIn(app, camila.email);
      await page.goto(await address());
      await logIn(page, camila.rut, provisional);
      t.is(await heading(page), 'Elija su clave nueva');
      await page.goBack();
      t.is(await heading(page), KEY_PAGE);
      await page.goForward();
      t.is(await heading(page), 'Elija su clave nueva');
      await press(page, 'Enviarme un código');
      const codigo = await newestIn(app, camila.email, /Código: (\d{6})/);
      await fill(page, { codigo, clave: CHOSEN, clave2: CHOSEN });
      await press(page, 'Cambiar Clave');
      await arrives(page);
      await isInUntilTheClient(t, page);
    }),
  );

  test.serial(
    `[O19] Back at the page of the mobile's code stays at that step, and afterwards the person is in: ${run.how}`,
    walk(run, 'off', async (t, { app, page, address }) => {
      await registerCamila(app, { confirmed: false });
      await confirmedDaysAgo(app);
      await page.goto(await address());
      await logIn(page, camila.rut, camila.key);
      t.is(await heading(page), 'Confirme su celular', 'after the key');
      await page.goBack();
      t.is(await heading(page), 'Confirme su celular', 'one step further than the key');
      await press(page, 'Enviarme un código');
      await fill(page, { codigo: await mobileCodeIn(app, camila.mobile) });
      await press(page, 'Confirmar');
      await arrives(page);
      await isInUntilTheClient(t, page);
    }),
  );

  test.serial(
    `[O19] Back at «¿Pidió usted este cambio?» stays at that step, and afterwards the person is in: ${run.how}`,
    walk(run, 'off', async (t, { app, page, address }) => {
      await registerCamila(app);
      await replaceByCard(app);
      await page.goto(await address());
      await logIn(page, camila.rut, camila.key);
      t.is(await heading(page), '¿Pidió usted este cambio?');
      await page.goBack();
      t.is(await heading(page), '¿Pidió usted este cambio?', 'one step further than the key');
      await press(page, 'No, no fui yo');
      t.is(await heading(page), 'Cómo detener la solicitud');
      await page.goBack();
      t.not(await heading(page), '¿Pidió usted este cambio?', 'what was said is not asked again');
      if ((await heading(page)) !== 'Cómo detener la solicitud') await page.goForward();
      await fill(page, { serie: camila.serial });
      await press(page, 'Detener con mi cédula');
      t.is(await heading(page), 'Detuvimos la solicitud');
      await press(page, 'Continuar');
      await arrives(page);
      await isInUntilTheClient(t, page);
    }),
  );

  test.serial(
    `[O19] Back from the key of another person is the page that asked, and afterwards that person is in: ${run.how}`,
    walk(run, 'off', async (t, { app, page, address }) => {
      await page.goto(await address());
      await logIn(page, rosa.rut, rosa.key);
      await arrives(page);
      await page.goto(site.origin);
      const { config } = await openClient(app, 'ejemplo');
      const claims = JSON.stringify({ id_token: { rut: { value: pedro.rut } } });
      const { all } = await authorizationRequest('ejemplo', {
        redirect_uri: `${site.origin}/vuelta`,
        scope: 'openid run',
        claims,
      });
      await page.goto((await oidc.buildAuthorizationUrlWithPAR(config, all)).href);
      t.is(await heading(page), 'La plataforma espera a otra persona');
      await Promise.all([
        page.waitForEvent('load'),
        page.getByRole('link', { name: 'Ingresar con otra clave' }).click(),
      ]);
      t.is(await heading(page), KEY_PAGE);
      await page.goBack();
      t.is(await heading(page), 'La plataforma espera a otra persona');
      await page.goForward();
      await logIn(page, pedro.rut, pedro.key);
      if (!run.script) await page.getByRole('button', { name: 'Continuar' }).click();
      await arrives(page);
      await page.goBack();
      t.is(await heading(page), 'Ya ingresó');
    }),
  );

  test.serial(
    `[O19] Back after a sign-in for a device is no page of the browser's own, and asks nothing twice: ${run.how}`,
    walk(run, 'off', async (t, { app, page }) => {
      const { config } = await openClient(app, 'totem', oidc.None());
      const asked = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
      await page.goto(asked.verification_uri);
      await fill(page, { user_code: asked.user_code });
      await press(page, 'Continuar');
      t.is(await heading(page), '¿Es este su equipo?');
      await page.reload();
      t.is(await heading(page), '¿Es este su equipo?');
      await press(page, 'Sí, es mi equipo');
      t.is(await heading(page), KEY_PAGE);
      await logIn(page, rosa.rut, rosa.key);
      t.is(await heading(page), 'Ya ingresó en el equipo');
      await page.goBack();
      t.is(await heading(page), 'Ya ingresó', 'the page of the key');
      await page.goBack();
      t.is(await heading(page), 'Ingrese en un equipo', 'the question was answered');
      await page.goBack();
      t.is(await heading(page), 'Ingrese en un equipo');
      await page.goBack();
      t.is(page.url(), `${site.origin}/`);
    }),
  );
}
