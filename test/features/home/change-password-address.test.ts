import test from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { rosa } from '../../helpers/client-app.ts';

test('[B11] /.well-known/change-password leads to the page that changes the key, signed in or after the sign-in', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const address = `${app.issuer}/.well-known/change-password`;
  const found = await fetch(address, { redirect: 'manual' });
  t.deepEqual([found.status, found.headers.get('location')], [303, '/cuenta/seguridad/clave']);
  t.is((await fetch(address, { method: 'HEAD', redirect: 'manual' })).status, 303);

  const browser = openBrowser();
  const asked = await browser.follow(await browser.get(address), app.issuer);
  t.regex(asked.html, /<input[^>]*name="clave"/);
  const sent = await browser.send(asked, { rut: rosa.rut, clave: rosa.key, accion: 'ingresar' });
  const changes = await browser.follow(sent, app.issuer);
  t.is(new URL(changes.url).pathname, '/cuenta/seguridad/clave');
  t.regex(changes.html, /autocomplete="new-password"/);
  const again = await browser.follow(await browser.get(address), app.issuer);
  t.is(again.html.includes('autocomplete="new-password"'), true);
});

test('[B11] a well-known address that does not exist is 404, as a password manager expects', async (t) => {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const nowhere = '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200';
  t.is((await fetch(app.issuer + nowhere, { redirect: 'manual' })).status, 404);
});
