import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  authorizationRequest,
  basic,
  beginSignIn,
  clientFileFor,
  openClient,
  post,
  refusalOf,
  rosa,
  signIn,
} from '../helpers/client-app.ts';

let app: TestApp;
const API = 'https://api.example/';
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const noBrowser = { redirect_uris: [], post_logout_redirect_uris: [] };

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('parca', { scope: 'openid email' }),
      clientFileFor('totem', { ...noBrowser, scope: 'openid email', grant_types: [DEVICE] }),
      clientFileFor('api', { resource_server: { identifier: API, scopes: ['cursos:leer', 'cursos:borrar'] } }),
      clientFileFor('robot', {
        ...noBrowser,
        scope: '',
        grant_types: ['client_credentials'],
        resources: [{ identifier: API, scopes: ['cursos:leer'] }],
      }),
    ],
  });
});

test.after.always(() => app?.stop());

const unknown = 'openid email foo cursos:nada';
const outside = [
  'openid email run',
  'openid email foo empresa',
  'openid cursos:leer',
  'openid name',
  'openid address foo',
];

/** The error of each endpoint for a scope; undefined where it is accepted. */
const endpoints: Readonly<Record<string, (scope: string) => Promise<string | null | undefined>>> = {
  async 'the authorization endpoint'(scope) {
    const { to } = await beginSignIn(await openClient(app, 'parca'), { scope });
    return answerOf(await openBrowser().get(to.href)).searchParams.get('error');
  },
  async 'a pushed request'(scope) {
    const { all } = await authorizationRequest('parca', { scope });
    return refusalOf(oidc.buildAuthorizationUrlWithPAR((await openClient(app, 'parca')).config, all));
  },
  async 'the endpoint of devices'(scope) {
    return refusalOf(oidc.initiateDeviceAuthorization((await openClient(app, 'totem')).config, { scope }));
  },
};

for (const [where, errorOf] of Object.entries(endpoints)) {
  test(`[A17, security 34, protocol 4] a scope that is unknown is ignored, a known one outside of the file is invalid_scope: ${where}`, async (t) => {
    t.falsy(await errorOf(unknown));
    for (const scope of outside) t.is(await errorOf(scope), 'invalid_scope', scope);
  });
}

test('[A17, protocol 4] an ignored scope is in no token, and the answer has the granted scope (RFC 6749, 5.1)', async (t) => {
  const { tokens } = await signIn(await openClient(app, 'parca'), { person: rosa, params: { scope: unknown } });
  t.is(tokens.scope, 'openid email');
  const rows = await app.database.run<{ scope: string }[]>((sql) =>
    sql('oidc_access_token').select(sql.raw("payload->>'scope' as scope")),
  );
  t.false(rows.some(({ scope }) => /foo|nada/.test(scope)));
});

test('[A17, protocol 4] a refresh follows the same rule, and never exceeds what was granted', async (t) => {
  const client = await openClient(app, 'parca');
  const { tokens } = await signIn(client, { person: rosa, params: { scope: unknown } });
  const again = await oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '', { scope: unknown });
  t.is(again.scope, 'openid email');
  const more = (scope: string) =>
    refusalOf(oidc.refreshTokenGrant(client.config, again.refresh_token ?? '', { scope }));
  t.is(await more('openid email run'), 'invalid_scope');
  t.is(await more('foo'), 'invalid_scope', 'nothing that is known is left (RFC 6749, 3.3)');
});

test('[A17, security 34] a machine follows the same rule, with an API and without', async (t) => {
  const ask = (params: Readonly<Record<string, string>>) =>
    post(app, '/oidc/token', { grant_type: 'client_credentials', ...params }, basic('robot'));
  const { status, body } = await ask({ resource: API, scope: 'cursos:leer foo' });
  t.deepEqual([status, body.scope], [200, 'cursos:leer']);
  for (const scope of ['cursos:leer cursos:borrar', 'openid', 'cursos:leer run', 'foo'])
    t.is((await ask({ resource: API, scope })).body.error, 'invalid_scope', scope);
  for (const scope of ['cursos:borrar', 'openid run', 'foo'])
    t.is((await ask({ scope })).body.error, 'invalid_scope', scope);
});

test('[A17] a request with an unknown scope still asks for the rest: the browser comes to the page of the key', async (t) => {
  const { to } = await beginSignIn(await openClient(app, 'parca'), { scope: `foo ${unknown} foo` });
  const browser = openBrowser();
  t.true(asksForKey(await browser.follow(await browser.get(to.href), app.issuer)));
});
