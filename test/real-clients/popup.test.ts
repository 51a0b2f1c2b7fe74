import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { fill, follow } from '../browser/steps.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newVisitor, openChromiumFor } from '../helpers/chromium.ts';
import { clientFileFor, rosa } from '../helpers/client-app.ts';
import { openSite, type Site } from '../helpers/site.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { popupPages, type Release } from './popup-page.ts';

const releases: readonly Release[] = ['oidc-client-ts-3.0', 'oidc-client-ts'];
const sites = new Map<Release, Site>();
let app: TestApp;

test.before(async () => {
  for (const release of releases) sites.set(release, await openSite());
  const clients = [...sites].map(([release, { origin }]) =>
    clientFileFor(idOf(release), {
      client_secret: undefined,
      token_endpoint_auth_method: 'none',
      scope: 'openid profile email',
      first_party: false,
      sector: idOf(release),
      redirect_uris: [`${origin}/vuelta`],
      post_logout_redirect_uris: [`${origin}/adios`],
    }),
  );
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients });
  for (const [release, site] of sites) site.serve(popupPages(app.issuer, site.origin, idOf(release), release));
});

test.after.always(async () => {
  for (const site of sites.values()) await site.close();
  await app?.stop();
});

const idOf = (release: Release): string => release.replace('.', '-');

/** The client's page in a new browser. */
async function enter(t: ExecutionContext, release: Release): Promise<Page> {
  t.timeout(withinMs(90_000));
  const { origin } = sites.get(release) as Site;
  const { page } = await newVisitor(await openChromiumFor(t), [app.issuer, origin]);
  await page.goto(origin);
  return page;
}

/** Presses a button of the client; returns the popup that it opens. */
async function openPopup(page: Page, name: string): Promise<Page> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return popup;
}

const pressIn = (popup: Page, name: string) => popup.getByRole('button', { name, exact: true });

for (const release of releases) {
  test.serial(`[O13] ${release} signs a person in by a popup, with consent, and out by another`, async (t) => {
    const page = await enter(t, release);
    const popup = await openPopup(page, 'Entrar');
    await pressIn(popup, 'Ingresar').waitFor();
    await fill(popup, { rut: rosa.rut, clave: rosa.key });
    await follow(popup, pressIn(popup, 'Ingresar'));
    await Promise.all([popup.waitForEvent('close'), pressIn(popup, 'Permitir y continuar').click()]);
    await page.getByText('hola: Rosa Elena Soto Díaz').waitFor();
    // With the ID token of this session as hint no question is asked.
    await openPopup(page, 'Salir');
    await page.getByText('adiós', { exact: true }).waitFor();
    t.pass();
  });

  test.serial(
    `[O13] ${release} receives the result of a logout in a popup that asked first, and that it was closed`,
    async (t) => {
      const page = await enter(t, release);
      const popup = await openPopup(page, 'Entrar');
      await pressIn(popup, 'Ingresar').waitFor();
      await fill(popup, { rut: rosa.rut, clave: rosa.key });
      await pressIn(popup, 'Ingresar').click();
      // The test before gave the consent, which is remembered; run alone, this one is asked for it.
      await pressIn(popup, 'Permitir y continuar')
        .click()
        .catch(() => undefined);
      await page.getByText('hola: Rosa Elena Soto Díaz').waitFor();
      const asks = await openPopup(page, 'Salir preguntando');
      await pressIn(asks, 'Cerrar sesión').waitFor();
      await page.waitForTimeout(1_200);
      t.is(await page.locator('#estado').innerText(), 'espera', 'the question keeps the hold on the window');
      await Promise.all([asks.waitForEvent('close'), pressIn(asks, 'Cerrar sesión').click()]);
      await page.getByText('adiós', { exact: true }).waitFor();
    },
  );

  test.serial(
    `[O13] ${release} detects that the person closed the popup, and not before, on any page in it`,
    async (t) => {
      const page = await enter(t, release);
      const popup = await openPopup(page, 'Entrar');
      await pressIn(popup, 'Ingresar').waitFor();
      await follow(popup, popup.getByRole('button', { name: 'Olvidé mi clave' }));
      // The library polls every half second.
      await page.waitForTimeout(1_200);
      t.is(await page.locator('#estado').innerText(), 'espera');
      await popup.close();
      await page.getByText('falla: Popup closed by user').waitFor();
    },
  );
}
