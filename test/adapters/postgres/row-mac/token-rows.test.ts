import { randomUUID } from 'node:crypto';
import test from 'ava';
import * as oidc from 'openid-client';
import { oidcStore } from '../../../../src/adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import {
  type Answer,
  accountIdOf,
  assertNoted,
  both,
  forgetNoted,
  isFault,
  rowIdOf,
  userinfo,
  write,
} from '../../../helpers/attacks.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import {
  answerOf,
  basic,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  post,
  redirectUriOf,
  rosa,
  signIn,
} from '../../../helpers/client-app.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';
import { signEdits } from '../../../helpers/signed-edits.ts';

// The attacker who writes these rows has no key: everything goes by `raw`, which signs nothing.

const isPublic = { token_endpoint_auth_method: 'none', client_secret: undefined };
const API = 'https://certificados.example/api';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('publica', isPublic),
      clientFileFor('estricta', { ...isPublic, refresh_grace: 0 }),
      clientFileFor('api', {
        resource_server: { identifier: API, scopes: ['cursos:leer'], access_token_format: 'opaque' },
      }),
      clientFileFor('robot', {
        grant_types: ['client_credentials'],
        redirect_uris: [],
        post_logout_redirect_uris: [],
        scope: '',
        resources: [{ identifier: API, scopes: ['cursos:leer'] }],
      }),
    ],
  });
});
test.beforeEach(() => forgetNoted(app));
test.after.always(() => app?.stop());

const capacita = () => openClient(app, 'capacita');

const swaps: Readonly<Record<string, (table: string, mine: Buffer, theirs: Buffer) => Promise<unknown>>> = {
  'its payload copied from another row': (table, mine, theirs) =>
    write(app, `update ${table} set payload = (select payload from ${table} where id = $2) where id = $1`, [
      mine,
      theirs,
    ]),
  'all but the id copied from another row, its MAC too': (table, mine, theirs) =>
    write(
      app,
      `update ${table} mine set payload = other.payload, grant_id = other.grant_id, uid = other.uid || '',
         expires_at = other.expires_at, mac = other.mac from ${table} other where mine.id = $1 and other.id = $2`,
      [mine, theirs],
    ),
  'inserted with the values and the MAC of another row': async (table, mine, theirs) => {
    await write(app, `delete from ${table} where id = $1`, [mine]);
    await write(
      app,
      `insert into ${table} (id, payload, grant_id, expires_at, mac)
       select $1, payload, grant_id, expires_at, mac from ${table} where id = $2`,
      [mine, theirs],
    );
  },
  'without a MAC': (table, mine) => write(app, `update ${table} set mac = null where id = $1`, [mine]),
  'living longer than it was given': (table, mine) =>
    write(app, `update ${table} set expires_at = expires_at + interval '1 day' where id = $1`, [mine]),
};

for (const [what, attack] of Object.entries(swaps)) {
  test.serial(`[A11, threat 84] an access token opens nothing: ${what}`, async (t) => {
    const { mine, theirs } = await both(app);
    const [own, other] = [mine, theirs].map(({ tokens }) => rowIdOf(tokens.access_token)) as [Buffer, Buffer];
    await attack('oidc_access_token', own, other);
    const answer = await userinfo(app, mine.tokens.access_token);
    t.true(isFault(answer), JSON.stringify(answer));
    await assertNoted(t, app, 'oidc_access_token', JSON.stringify(answer));
    t.is((await userinfo(app, theirs.tokens.access_token)).status, 200, 'the others go on');
  });

  test.serial(`[A11, threat 84] a refresh token opens nothing: ${what}`, async (t) => {
    const { mine, theirs } = await both(app);
    const [own, other] = [mine, theirs].map(({ tokens }) => rowIdOf(tokens.refresh_token ?? '')) as [Buffer, Buffer];
    await attack('oidc_refresh_token', own, other);
    const answer = await refresh('capacita', mine.tokens.refresh_token);
    t.true(isFault(answer), JSON.stringify(answer));
    await assertNoted(t, app, 'oidc_refresh_token', JSON.stringify(answer));
  });
}

const refresh = (id: string, token = ''): Promise<Answer> =>
  post(
    app,
    '/oidc/token',
    { grant_type: 'refresh_token', refresh_token: token, ...(id === 'capacita' ? {} : { client_id: id }) },
    id === 'capacita' ? basic(id) : {},
  );

test.serial(
  '[A11, threat 84] a grant that was widened gives no claim and no token, and the fault is reported',
  async (t) => {
    const { mine } = await both(app);
    await write(app, `update oidc_grant set payload = jsonb_set(payload, '{openid,scope}', '"openid run email"')`);
    for (const answer of [
      await userinfo(app, mine.tokens.access_token),
      await refresh('capacita', mine.tokens.refresh_token),
    ]) {
      t.true(isFault(answer), JSON.stringify(answer));
      await assertNoted(t, app, 'oidc_grant', JSON.stringify(answer));
    }
    const { to } = await beginSignIn(await capacita(), { prompt: 'none' });
    const page = await mine.browser.get(to.href);
    t.is(page.status, 500);
    t.is(page.headers.get('location'), null);
  },
);

/** A code of Pedro's that waits, and how his client redeems it. */
async function waitingCode() {
  const client = await capacita();
  const { checks, to } = await beginSignIn(client);
  const answer = answerOf(await goThrough(openBrowser(), to, pedro));
  const code = answer.searchParams.get('code') ?? '';
  const fields = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUriOf('capacita'),
    code_verifier: checks.verifier,
  };
  return { id: rowIdOf(code), redeem: () => post(app, '/oidc/token', fields, basic('capacita')) };
}

test.serial('[A11] a code for another account gives no tokens', async (t) => {
  const { id, redeem } = await waitingCode();
  const account = await accountIdOf(app, rosa);
  await write(app, `update oidc_authorization_code set payload = payload || $2::jsonb where id = $1`, [
    id,
    JSON.stringify({ accountId: account }),
  ]);
  const answer = await redeem();
  t.true(isFault(answer), JSON.stringify(answer));
  await assertNoted(t, app, 'oidc_authorization_code', JSON.stringify(answer));
});

test.serial('[A11, threat 85] a used code stays used, also where its mark is cleared', async (t) => {
  const { id, redeem } = await waitingCode();
  t.is((await redeem()).status, 200);
  await write(app, 'update oidc_authorization_code set consumed_at = null where id = $1', [id]);
  const answer = await redeem();
  t.true(isFault(answer), JSON.stringify(answer));
  await assertNoted(t, app, 'oidc_authorization_code', JSON.stringify(answer));
});

test.serial('[A11] a code that was used before rows had MACs stays used as well', async (t) => {
  const { id, redeem } = await waitingCode();
  t.is((await redeem()).status, 200);
  await write(app, 'update oidc_authorization_code set mac = null where id = $1', [id]);
  await signEdits(app.raw.run, deriveSecrets(SECRETS_KEYS));
  await write(app, 'update oidc_authorization_code set consumed_at = null where id = $1', [id]);
  t.true(isFault(await redeem()));
  await write(app, 'update oidc_authorization_code set consumed_at = now() where id = $1', [id]);
  t.true(isFault(await redeem()), 'nor does another moment of its use verify');
});

test.serial('[A11] a row that was consumed and is saved again stays consumed, and verifies', async (t) => {
  const store = oidcStore(app.raw, deriveSecrets(SECRETS_KEYS), async () => {});
  for (const model of ['DeviceCode', 'RefreshToken', 'PushedAuthorizationRequest']) {
    const [adapter, id] = [store(model), randomUUID()];
    await adapter.upsert(id, { jti: id, grantId: 'a grant' }, 60);
    await adapter.consume(id);
    await adapter.upsert(id, { jti: id, grantId: 'a grant', scope: 'openid' }, 60);
    const found = await adapter.find(id);
    t.like(found, { scope: 'openid' }, model);
    t.is(typeof found?.consumed, 'number', model);
  }
});

for (const [id, set] of [
  ['estricta', 'consumed_at = null'],
  ['estricta', "serves_until = now() + interval '1 year'"],
  ['publica', "serves_until = now() + interval '1 year', repeats = 0"],
  ['publica', 'consumed_at = null, serves_until = null, repeats = 0'],
] as const)
  test.serial(`[A11, threat 85] ${set} does not make a rotated refresh token valid for longer (${id})`, async (t) => {
    const client = await openClient(app, id, oidc.None());
    const { tokens } = await signIn(client);
    t.is((await refresh(id, tokens.refresh_token)).status, 200);
    await write(app, `update oidc_refresh_token set ${set} where id = $1`, [rowIdOf(tokens.refresh_token ?? '')]);
    const answer = await refresh(id, tokens.refresh_token);
    t.true(isFault(answer), JSON.stringify(answer));
    await assertNoted(t, app, 'oidc_refresh_token', JSON.stringify(answer));
  });

test.serial('[A11] a refresh token that is marked before its first use gets no grace without end', async (t) => {
  const { tokens } = await signIn(await openClient(app, 'publica', oidc.None()));
  await write(app, `update oidc_refresh_token set consumed_at = now(), serves_until = now() + interval '1 year'`);
  t.true(isFault(await refresh('publica', tokens.refresh_token)));
});

test.serial('[A11] within its grace, and after a second use in it, a rotated token verifies', async (t) => {
  const { tokens } = await signIn(await openClient(app, 'publica', oidc.None()));
  for (const _ of [1, 2, 3]) t.is((await refresh('publica', tokens.refresh_token)).status, 200);
});

test.serial('[A11] introspection of a token of a machine returns no more than the token was granted', async (t) => {
  const given = await post(
    app,
    '/oidc/token',
    { grant_type: 'client_credentials', scope: 'cursos:leer', resource: API },
    basic('robot'),
  );
  const token = String(given.body.access_token);
  const introspect = () => post(app, '/oidc/introspect', { token }, basic('api'));
  t.is((await introspect()).body.active, true);
  await write(
    app,
    `update oidc_client_credentials set payload = payload || '{"scope": "cursos:leer cursos:escribir"}'`,
  );
  const answer = await introspect();
  t.true(isFault(answer), JSON.stringify(answer));
  await assertNoted(t, app, 'oidc_client_credentials', JSON.stringify(answer));
});
