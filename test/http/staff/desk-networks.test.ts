import test from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { openStaff } from '../../helpers/staff.ts';

const app = await openTestApp({ env: { STAFF_NETWORKS: '198.51.100.0/24, 2001:db8:7::/48', TRUST_PROXY_HOPS: '1' } });
test.after.always(() => app.stop());

test('[threat 199] from a network that is not listed the desk does not exist, with a session in hand too', async (t) => {
  const { browser } = await openStaff(app);
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const paths = ['/mesa/ingreso', '/mesa/salir', '/mesa/equipo', '/mesa/inscripcion', '/mesa/inscripcion/x'];
  const none = await openBrowser().get(`${app.issuer}/mesa/no-existe`, from('203.0.113.7'));
  const plain = (text: string): string => text.replaceAll(/CS-\w{4}-\w{4}/g, '');
  for (const path of paths) {
    const page = await browser.get(app.issuer + path, from('203.0.113.7'));
    t.is(page.status, 404, path);
    t.is(plain(page.text), plain(none.text), path);
    t.is((await browser.post(app.issuer + path, {}, from('2001:db8:8::1'))).status, 404, path);
  }
  for (const address of ['198.51.100.9', '2001:db8:7:1::9'])
    t.is((await browser.get(`${app.issuer}/mesa/salir`, from(address))).status, 200, address);
});
