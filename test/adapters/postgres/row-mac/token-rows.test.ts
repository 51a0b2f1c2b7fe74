import test from 'ava';
import * as oidc from 'openid-client';
import { assertNoted, forgetNoted, rowIdOf, write } from '../../../helpers/attacks.ts';
import { openBrowser, type Visit } from '../../../helpers/browser.ts';
import { openTestHouse, type TestHouse } from '../../../helpers/house.ts';
import {
  answerOf,
  authorizationRequest,
  basic,
  beginSignIn,
  clientFileFor,
  goThrough,
  openPlatform,
  pedro,
  post,
  redirectUriOf,
  rosa,
  type SignedIn,
  signIn,
} from '../../../helpers/platform.ts';

// Whoever writes these rows has no key: everything goes by house.raw, which signs nothing.

const isPublic = { token_endpoint_auth_method: 'none', client_secret: undefined };
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const API = 'https://certificados.example/api';

let house: TestHouse;

test.before(async () => {
  house = await openTestHouse({
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
      clientFileFor('totem', { ...isPublic, grant_types: [DEVICE], redirect_uris: [], post_logout_redirect_uris: [] }),
    ],
  });
});
test.beforeEach(() => forgetNoted(house));
test.after.always(() => house?.stop());

/** An answer of a machine's endpoint: nothing but `server_error`. */
interface Answer {
  readonly status: number;
  readonly body: object;
}

async function asked(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(`${house.issuer}${path}`, init);
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : { text } };
}

const userinfo = (token: string) => asked('/oidc/userinfo', { headers: { authorization: `Bearer ${token}` } });

const SAID = ['error', 'error_description', 'error_uri', 'reference'];

const isFault = ({ status, body }: Answer): boolean =>
  status === 500 &&
  (body as { error?: string }).error === 'server_error' &&
  Object.keys(body).every((name) => SAID.includes(name));

const accountOf = async ({ rut }: { rut: string }): Promise<string> => {
  const identifier = rut.replaceAll('.', '');
  const { rows } = await write(house, "select id from accounts where profile = 'natural' and identifier = $1", [
    identifier,
  ]);
  return rows[0].id;
};

const capacita = () => openPlatform(house, 'capacita');

/** Rosa and Pedro, each with the tokens of a sign-in. */
async function both(): Promise<{ readonly mine: SignedIn; readonly theirs: SignedIn }> {
  const platform = await capacita();
  return { mine: await signIn(platform, { person: pedro }), theirs: await signIn(platform, { person: rosa }) };
}

const swaps: Readonly<Record<string, (table: string, mine: Buffer, theirs: Buffer) => Promise<unknown>>> = {
  'its payload copied from another row': (table, mine, theirs) =>
    write(house, `update ${table} set payload = (select payload from ${table} where id = $2) where id = $1`, [
      mine,
      theirs,
    ]),
  'all but the id copied from another row, its MAC too': (table, mine, theirs) =>
    write(
      house,
      `update ${table} mine set payload = other.payload, grant_id = other.grant_id, uid = other.uid || '',
         expires_at = other.expires_at, mac = other.mac from ${table} other where mine.id = $1 and other.id = $2`,
      [mine, theirs],
    ),
  'inserted with the values and the MAC of another row': async (table, mine, theirs) => {
    await write(house, `delete from ${table} where id = $1`, [mine]);
    await write(
      house,
      `insert into ${table} (id, payload, grant_id, expires_at, mac)
       select $1, payload, grant_id, expires_at, mac from ${table} where id = $2`,
      [mine, theirs],
    );
  },
  'without a MAC': (table, mine) => write(house, `update ${table} set mac = null where id = $1`, [mine]),
  'living longer than it was given': (table, mine) =>
    write(house, `update ${table} set expires_at = expires_at + interval '1 day' where id = $1`, [mine]),
};

for (const [what, attack] of Object.entries(swaps)) {
  test.serial(`[A11] an access token opens nothing: ${what}`, async (t) => {
    const { mine, theirs } = await both();
    const [own, other] = [mine, theirs].map(({ tokens }) => rowIdOf(tokens.access_token)) as [Buffer, Buffer];
    await attack('oidc_access_token', own, other);
    const answer = await userinfo(mine.tokens.access_token);
    t.true(isFault(answer), JSON.stringify(answer));
    await assertNoted(t, house, 'oidc_access_token', JSON.stringify(answer));
    t.is((await userinfo(theirs.tokens.access_token)).status, 200, 'the others go on');
  });

  test.serial(`[A11] a refresh token opens nothing: ${what}`, async (t) => {
    const { mine, theirs } = await both();
    const [own, other] = [mine, theirs].map(({ tokens }) => rowIdOf(tokens.refresh_token ?? '')) as [Buffer, Buffer];
    await attack('oidc_refresh_token', own, other);
    const answer = await refresh('capacita', mine.tokens.refresh_token);
    t.true(isFault(answer), JSON.stringify(answer));
    await assertNoted(t, house, 'oidc_refresh_token', JSON.stringify(answer));
  });
}

const refresh = (id: string, token = ''): Promise<Answer> =>
  post(
    house,
    '/oidc/token',
    { grant_type: 'refresh_token', refresh_token: token, ...(id === 'capacita' ? {} : { client_id: id }) },
    id === 'capacita' ? basic(id) : {},
  );

test.serial('[A11] a grant that was widened gives no claim, no token and no answer in silence', async (t) => {
  const { mine } = await both();
  await write(house, `update oidc_grant set payload = jsonb_set(payload, '{openid,scope}', '"openid run email"')`);
  for (const answer of [
    await userinfo(mine.tokens.access_token),
    await refresh('capacita', mine.tokens.refresh_token),
  ]) {
    t.true(isFault(answer), JSON.stringify(answer));
    await assertNoted(t, house, 'oidc_grant', JSON.stringify(answer));
  }
  const { to } = await beginSignIn(await capacita(), { prompt: 'none' });
  const page = await mine.browser.get(to.href);
  t.is(page.status, 500);
  t.is(page.headers.get('location'), null);
});

/** A code of Pedro's that waits, and how his platform redeems it. */
async function waitingCode() {
  const platform = await capacita();
  const { checks, to } = await beginSignIn(platform);
  const answer = answerOf(await goThrough(openBrowser(), to, pedro));
  const code = answer.searchParams.get('code') ?? '';
  const fields = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUriOf('capacita'),
    code_verifier: checks.verifier,
  };
  return { id: rowIdOf(code), redeem: () => post(house, '/oidc/token', fields, basic('capacita')) };
}

test.serial('[A11] a code for another account gives no tokens', async (t) => {
  const { id, redeem } = await waitingCode();
  const account = await accountOf(rosa);
  await write(house, `update oidc_authorization_code set payload = payload || $2::jsonb where id = $1`, [
    id,
    JSON.stringify({ accountId: account }),
  ]);
  const answer = await redeem();
  t.true(isFault(answer), JSON.stringify(answer));
  await assertNoted(t, house, 'oidc_authorization_code', JSON.stringify(answer));
});

test.serial('[A11] a code that was used stays so, whoever clears the mark of it', async (t) => {
  const { id, redeem } = await waitingCode();
  t.is((await redeem()).status, 200);
  await write(house, 'update oidc_authorization_code set consumed_at = null where id = $1', [id]);
  const answer = await redeem();
  t.true(isFault(answer), JSON.stringify(answer));
  await assertNoted(t, house, 'oidc_authorization_code', JSON.stringify(answer));
});

for (const [client, set] of [
  ['estricta', 'consumed_at = null'],
  ['estricta', "serves_until = now() + interval '1 year'"],
  ['publica', "serves_until = now() + interval '1 year', repeats = 0"],
  ['publica', 'consumed_at = null, serves_until = null, repeats = 0'],
] as const)
  test.serial(`[A11] a refresh token that was rotated serves no longer by ${set} (${client})`, async (t) => {
    const platform = await openPlatform(house, client, oidc.None());
    const { tokens } = await signIn(platform);
    t.is((await refresh(client, tokens.refresh_token)).status, 200);
    await write(house, `update oidc_refresh_token set ${set} where id = $1`, [rowIdOf(tokens.refresh_token ?? '')]);
    const answer = await refresh(client, tokens.refresh_token);
    t.true(isFault(answer), JSON.stringify(answer));
    await assertNoted(t, house, 'oidc_refresh_token', JSON.stringify(answer));
  });

test.serial('[A11] a refresh token that is marked before its first use gets no grace without end', async (t) => {
  const { tokens } = await signIn(await openPlatform(house, 'publica', oidc.None()));
  await write(house, `update oidc_refresh_token set consumed_at = now(), serves_until = now() + interval '1 year'`);
  t.true(isFault(await refresh('publica', tokens.refresh_token)));
});

test.serial('[A11] within its grace, and after a second use in it, a rotated token verifies', async (t) => {
  const { tokens } = await signIn(await openPlatform(house, 'publica', oidc.None()));
  for (const _ of [1, 2, 3]) t.is((await refresh('publica', tokens.refresh_token)).status, 200);
});

/** The page of a fault: a reference, and nothing that happened. */
function isFaultPage(page: Visit): boolean {
  return page.status === 500 && /CS-[0-9A-Z]{4}-[0-9A-Z]{4}/.test(page.text) && page.headers.get('location') === null;
}

test.serial('[A11] a session of another account signs nobody in', async (t) => {
  const { mine } = await both();
  const account = await accountOf(rosa);
  const id = rowIdOf(mine.browser.cookies.get('clave_sesion') ?? '');
  await write(house, `update oidc_session set payload = payload || $2::jsonb where id = $1`, [
    id,
    JSON.stringify({ accountId: account }),
  ]);
  const page = await mine.browser.get((await beginSignIn(await capacita(), { prompt: 'none' })).to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, house, 'oidc_session', page.text);
});

test.serial('[A11] a session that was copied under an id of the own signs nobody in', async (t) => {
  const { mine, theirs } = await both();
  const [own, other] = [mine, theirs].map(({ browser }) => rowIdOf(browser.cookies.get('clave_sesion') ?? ''));
  const { rows } = await write(house, 'delete from oidc_session where id = $1 returning *', [other]);
  await write(house, 'delete from oidc_session where id = $1', [own]);
  const [{ payload, uid, expires_at, mac }] = rows;
  await write(house, 'insert into oidc_session (id, payload, uid, expires_at, mac) values ($1, $2, $3, $4, $5)', [
    own,
    payload,
    uid,
    expires_at,
    mac,
  ]);
  const page = await mine.browser.get((await beginSignIn(await capacita(), { prompt: 'none' })).to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, house, 'oidc_session', page.text);
});

test.serial('[A11] an interaction into which somebody wrote a login goes no further', async (t) => {
  const platform = await capacita();
  const browser = openBrowser();
  const form = await browser.follow(await browser.get((await beginSignIn(platform)).to.href), house.issuer);
  t.is(form.status, 200);
  const result = { login: { accountId: await accountOf(rosa), acr: 'urn:sence:acr:1', amr: ['pwd'] } };
  const { rows } = await write(
    house,
    `update oidc_interaction set payload = payload || $1::jsonb returning payload ->> 'returnTo' as "to"`,
    [JSON.stringify({ result })],
  );
  const pages = [await browser.get(rows.at(-1).to), await browser.get(form.url)];
  for (const page of pages) t.true(isFaultPage(page), page.text);
  await assertNoted(t, house, 'oidc_interaction', pages.map(({ text }) => text).join());
});

test.serial('[A11] a request that was pushed is served as it was pushed, or not', async (t) => {
  const platform = await capacita();
  const { all } = await authorizationRequest('capacita');
  const to = await oidc.buildAuthorizationUrlWithPAR(platform.config, all);
  await write(
    house,
    `update oidc_pushed_authorization_request set payload = jsonb_set(payload, '{request}', '"eyJhbGciOiJub25lIn0.e30."')`,
  );
  const page = await openBrowser().get(to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, house, 'oidc_pushed_authorization_request', page.text);
});

test.serial('[A11] a device is not let in by a row, and what its person types leads nowhere then', async (t) => {
  const { config } = await openPlatform(house, 'totem', oidc.None());
  const device = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
  const approved = { accountId: await accountOf(rosa), grantId: 'x', authTime: 1, acr: 'x', scope: 'openid' };
  await write(house, 'update oidc_device_code set payload = payload || $1::jsonb', [JSON.stringify(approved)]);
  const answer = await post(house, '/oidc/token', {
    grant_type: DEVICE,
    device_code: device.device_code,
    client_id: 'totem',
  });
  t.true(isFault(answer), JSON.stringify(answer));
  await assertNoted(t, house, 'oidc_device_code', JSON.stringify(answer));
  const browser = openBrowser();
  const page = await browser.send(await browser.get(`${house.issuer}/dispositivo`), { user_code: device.user_code });
  t.true(isFaultPage(await browser.follow(page, house.issuer)), page.text);
});

test.serial('[A11] the token of a machine says no more at introspection than it was given', async (t) => {
  const given = await post(
    house,
    '/oidc/token',
    { grant_type: 'client_credentials', scope: 'cursos:leer', resource: API },
    basic('robot'),
  );
  const token = String(given.body.access_token);
  const introspect = () => post(house, '/oidc/introspect', { token }, basic('api'));
  t.is((await introspect()).body.active, true);
  await write(
    house,
    `update oidc_client_credentials set payload = payload || '{"scope": "cursos:leer cursos:escribir"}'`,
  );
  const answer = await introspect();
  t.true(isFault(answer), JSON.stringify(answer));
  await assertNoted(t, house, 'oidc_client_credentials', JSON.stringify(answer));
});
