import test from 'ava';
import { openBrowser } from '../../helpers/browser.ts';
import { openTestHouse } from '../../helpers/house.ts';
import { rosa } from '../../helpers/platform.ts';

test('[B11] /.well-known/change-password leads to the page that changes the key, signed in or after the sign-in', async (t) => {
  const house = await openTestHouse();
  t.teardown(house.stop);
  const address = `${house.issuer}/.well-known/change-password`;
  const found = await fetch(address, { redirect: 'manual' });
  t.deepEqual([found.status, found.headers.get('location')], [303, '/cuenta/seguridad/clave']);
  t.is((await fetch(address, { method: 'HEAD', redirect: 'manual' })).status, 303);

  const browser = openBrowser();
  const asked = await browser.follow(await browser.get(address), house.issuer);
  t.regex(asked.html, /<input[^>]*name="clave"/);
  const sent = await browser.send(asked, { rut: rosa.rut, clave: rosa.key, accion: 'ingresar' });
  const changes = await browser.follow(sent, house.issuer);
  t.is(new URL(changes.url).pathname, '/cuenta/seguridad/clave');
  t.regex(changes.html, /autocomplete="new-password"/);
  const again = await browser.follow(await browser.get(address), house.issuer);
  t.is(again.html.includes('autocomplete="new-password"'), true);
});

test('[B11] a well-known address that does not exist is 404, as a password manager expects', async (t) => {
  const house = await openTestHouse({ seed: false });
  t.teardown(house.stop);
  const nowhere = '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200';
  t.is((await fetch(house.issuer + nowhere, { redirect: 'manual' })).status, 404);
});
