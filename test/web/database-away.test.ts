import test from 'ava';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { openBrowser } from '../helpers/browser.ts';
import { openTestHouse } from '../helpers/house.ts';

test('57 a database that is away is 503 with Retry-After, a page for people and a code for machines, and it comes back', async (t) => {
  const house = await openTestHouse();
  t.teardown(house.stop);
  const browser = openBrowser();
  await browser.get(`${house.issuer}/registro/natural`);
  const { client } = house.database.knex;
  const acquire = client.acquireConnection;
  client.acquireConnection = () => Promise.reject(new Unavailable('database'));
  const page = await browser.get(`${house.issuer}/registro/natural`);
  t.is(page.status, 503);
  t.truthy(page.headers.get('retry-after'));
  t.regex(page.text, /Clave Sence no está disponible en este momento/);
  t.regex(page.text, /CS-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  const machine = await browser.get(`${house.issuer}/oidc/userinfo`, {
    accept: 'application/json',
    authorization: 'Bearer x',
  });
  t.is(machine.status, 503);
  t.is(JSON.parse(machine.html).error, 'temporarily_unavailable');
  t.is((await browser.get(`${house.issuer}/ready`, { accept: 'application/json' })).status, 503);
  t.is((await browser.get(`${house.issuer}/live`)).status, 200);
  client.acquireConnection = acquire;
  t.is((await browser.get(`${house.issuer}/registro/natural`)).status, 200);
});
