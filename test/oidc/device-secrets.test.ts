import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { asksForKey, clientFileFor, openClient, rosa } from '../helpers/client-app.ts';

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

test("[security 52] a device's code is in no row, also while its user is on the way through the pages", async (t) => {
  const kiosk = {
    client_secret: undefined,
    token_endpoint_auth_method: 'none',
    grant_types: [DEVICE],
    redirect_uris: [],
    post_logout_redirect_uris: [],
  };
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('totem', kiosk)] });
  t.teardown(app.stop);
  const { config } = await openClient(app, 'totem', oidc.None());
  const asked = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
  const browser = openBrowser();
  const code = await browser.get(`${app.issuer}/dispositivo`);
  const typed = await browser.follow(await browser.send(code, { user_code: asked.user_code }), app.issuer);
  const form = await browser.follow(await browser.send(typed, { confirm: 'yes' }), app.issuer);
  t.true(asksForKey(form));
  for (const table of ['device_code', 'interaction']) {
    const rows = JSON.stringify(await app.database.run((sql) => sql(`oidc_${table}`)));
    t.true(rows.length > 100);
    t.false(rows.includes(asked.device_code), table);
  }
  await browser.follow(await browser.send(form, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  const tokens = await oidc.pollDeviceAuthorizationGrant(config, { ...asked, interval: 1 });
  t.truthy(tokens.access_token);
});
