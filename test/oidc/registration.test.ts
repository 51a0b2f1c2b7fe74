import { createHash } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import test from 'ava';
import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import * as oidc from 'openid-client';
import { reap } from '../../src/adapters/postgres/retention/reaper.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  basic,
  beginSignIn,
  clientFileFor,
  openClient,
  post,
  redeem,
  refusalOf,
  rosa,
  userInfo,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { ownKeyPair } from '../helpers/key-pair.ts';
import { call, clientAsked, initialToken, type Registered, register } from '../helpers/sandbox.ts';

let app: TestApp;
let token: string;

test.before(async () => {
  app = await openTestApp({
    env: { SANDBOX: 'yes', THROTTLES: 'off', EGRESS_ALLOW: 'interno.sence.example,localhost:9' },
    clients: [clientFileFor('capacita')],
  });
  token = await initialToken(app);
});

test.after.always(() => app?.stop());

const redirect_uri = 'https://curso.example/vuelta';

/** A token for one test: each may register ten. */
const ownToken = () => initialToken(app);

const idOf = ({ body }: Registered): string => String(body.client_id);
const addressOf = ({ body }: Registered): string => String(body.registration_client_uri);
const manages = ({ body }: Registered): string => String(body.registration_access_token);

/** Rosa signs in at a client that registered itself, and allows what it requests. */
async function signInAt(registered: Registered, auth: oidc.ClientAuth, scope = 'openid profile run') {
  const metadata = { id_token_signed_response_alg: String(registered.body.id_token_signed_response_alg) };
  const client = await openClient(app, idOf(registered), auth, metadata);
  const { checks, to } = await beginSignIn(client, { redirect_uri, scope });
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(to.href), app.issuer);
  const consent = await browser.follow(await browser.send(login, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  // A user who allowed a client what it requests is not asked a second time.
  const asked = consent.text.includes('pide conocer estos datos');
  const back = asked ? await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer) : consent;
  return { client, consent, tokens: await redeem(client, answerOf(back), checks) };
}

test('[security 39, protocol 64] outside of a sandbox no client registers: 404, discovery has no such endpoint, and a client left from a sandbox is not accepted', async (t) => {
  const other = await openTestApp({ env: { THROTTLES: 'off' }, seed: false });
  t.teardown(other.stop);
  const mine = await initialToken(other);
  t.is((await register(other, mine, clientAsked())).status, 404);
  t.is((await call(`${other.issuer}/oidc/register/capacita`, 'GET', mine)).status, 404);
  const discovery = (await (await fetch(`${other.issuer}/.well-known/openid-configuration`)).json()) as object;
  t.false('registration_endpoint' in discovery);
  const left = await register(app, await ownToken(), clientAsked());
  const { rows } = await app.database.run<{ rows: object[] }>((sql) =>
    sql.raw('select * from oidc_client where id = ?', [createHash('sha256').update(idOf(left)).digest()]),
  );
  await other.database.run((sql) => sql('oidc_client').insert(rows));
  const asked = new URLSearchParams({ client_id: idOf(left), response_type: 'code', scope: 'openid', redirect_uri });
  const page = await openBrowser().get(`${other.issuer}/oidc/authorize?${asked}`);
  t.deepEqual([page.status, page.headers.get('location')], [400, null]);
});

test('[security 39, protocol 65] a sandbox names it in discovery, and requires a valid initial access token', async (t) => {
  const discovery = await (await fetch(`${app.issuer}/.well-known/openid-configuration`)).json();
  t.is((discovery as { registration_endpoint: string }).registration_endpoint, `${app.issuer}/oidc/register`);
  const none = await register(app, undefined, clientAsked());
  t.true([400, 401].includes(none.status));
  t.false('client_id' in none.body);
  const old = await initialToken(app, new Date(Date.now() - 31 * 24 * 3_600_000));
  for (const wrong of ['x', `${token}x`, old]) {
    const { status, body } = await register(app, wrong, clientAsked());
    t.deepEqual([status, body.error], [401, 'invalid_token']);
  }
});

test('[protocol 66] a developer registers, reads, and signs fictional people in; the defaults are those of the standard', async (t) => {
  const registered = await register(app, await ownToken(), clientAsked({ client_uri: 'https://curso.example/' }));
  t.is(registered.status, 201, JSON.stringify(registered.body));
  t.is(registered.headers.get('cache-control'), 'no-store');
  const { client_id_issued_at: issuedAt, ...body } = registered.body;
  t.true(Number.isInteger(issuedAt));
  t.regex(idOf(registered), /^prueba-[0-9a-f]{20}$/);
  t.regex(String(body.client_secret), /^[\w-]{48}$/);
  t.like(body, {
    client_name: 'Curso de prueba',
    client_secret_expires_at: 0,
    contacts: ['yo@curso.example'],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'RS256',
    subject_type: 'pairwise',
    first_party: false,
    minimum_identity: 'documento',
    sector: idOf(registered),
    registration_client_uri: `${app.issuer}/oidc/register/${idOf(registered)}`,
  });
  for (const name of ['registered_with', 'sector_identifier_uri', 'former_secret']) t.false(name in body, name);
  const read = await call(addressOf(registered), 'GET', manages(registered));
  t.is(read.status, 200);
  t.deepEqual(read.body, registered.body);
  const { consent, client, tokens } = await signInAt(registered, oidc.ClientSecretBasic(String(body.client_secret)));
  t.regex(
    consent.text,
    /Curso de prueba pide conocer estos datos.*Ambiente de pruebas|Ambiente de pruebas.*Curso de prueba/,
  );
  t.like(await userInfo(client, tokens), { rut: '44000001-0', name: 'Rosa Elena Soto Díaz' });
});

test('[protocol 72] two clients that registered themselves know a person by different sub', async (t) => {
  const mine = await ownToken();
  const subs = [];
  for (const _ of [1, 2]) {
    const registered = await register(app, mine, clientAsked());
    const auth = oidc.ClientSecretBasic(String(registered.body.client_secret));
    subs.push((await signInAt(registered, auth)).tokens.claims()?.sub);
  }
  t.is(new Set(subs).size, 2);
});

test('[protocol 67] private_key_jwt with jwks, a public client, and the secret in the form register and sign in', async (t) => {
  const mine = await ownToken();
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'uno', alg: 'ES256', use: 'sig' }] };
  const key = await register(app, mine, clientAsked({ token_endpoint_auth_method: 'private_key_jwt', jwks }));
  t.false('client_secret' in key.body);
  t.truthy((await signInAt(key, oidc.PrivateKeyJwt({ key: privateKey, kid: 'uno' }))).tokens.access_token);
  const open = await register(
    app,
    mine,
    clientAsked({ token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'ES256' }),
  );
  t.false('client_secret' in open.body);
  t.truthy((await signInAt(open, oidc.None())).tokens.access_token);
  const form = await register(app, mine, clientAsked({ token_endpoint_auth_method: 'client_secret_post' }));
  t.truthy((await signInAt(form, oidc.ClientSecretPost(String(form.body.client_secret)))).tokens.access_token);
});

for (const [what, change, field, error = 'invalid_client_metadata'] of [
  ['no redirect address', { redirect_uris: [] }, 'redirect_uris', 'invalid_redirect_uri'],
  ['a plain redirect', { redirect_uris: ['http://curso.example/'] }, 'redirect_uris.0', 'invalid_redirect_uri'],
  ['a wildcard redirect', { redirect_uris: ['https://*.curso.example/'] }, 'redirect_uris.0', 'invalid_redirect_uri'],
  [
    'a redirect with a fragment',
    { redirect_uris: ['https://curso.example/#a'] },
    'redirect_uris.0',
    'invalid_redirect_uri',
  ],
  ['a redirect of javascript', { redirect_uris: ['javascript:alert(1)'] }, 'redirect_uris.0', 'invalid_redirect_uri'],
  ['an implicit response', { response_types: ['id_token'] }, 'response_types.0'],
  ['a hybrid response', { response_types: ['code', 'code id_token'] }, 'response_types.1'],
  ['an implicit grant', { grant_types: ['implicit'] }, 'grant_types.0'],
  ['a password grant', { grant_types: ['authorization_code', 'password'] }, 'grant_types.1'],
  ['a secret shared as a key', { token_endpoint_auth_method: 'client_secret_jwt' }, 'token_endpoint_auth_method'],
  ['no signature', { id_token_signed_response_alg: 'none' }, 'id_token_signed_response_alg'],
  ['HS256', { id_token_signed_response_alg: 'HS256' }, 'id_token_signed_response_alg'],
  ['public subjects', { subject_type: 'public' }, 'subject_type'],
  ['an unknown scope', { scope: 'openid todo' }, 'scope'],
  ['the scope of ClaveÚnica', { scope: 'openid name' }, 'scope'],
  ['first_party', { first_party: true }, 'first_party'],
  ['the sub of SENCE', { sector: 'sence' }, 'sector'],
  ['declared identities', { minimum_identity: 'declarada' }, 'minimum_identity'],
  ['the profile of ClaveÚnica', { claims_profile: 'claveunica' }, 'claims_profile'],
  ['a basis of its own', { legal_basis: 'Función legal de SENCE' }, 'legal_basis'],
  ['a secret of the environment', { client_secret_env: 'SECRETS_KEY' }, 'client_secret_env'],
  ['events', { security_events: { endpoint: 'https://curso.example/', events: [] } }, 'security_events'],
  ['simulado: false', { simulado: false }, 'simulado'],
  ['an API', { resources: [{ identifier: 'https://api.example', scopes: ['a:b'] }] }, 'resources'],
  ['no PKCE of a public client', { require_pkce: false, token_endpoint_auth_method: 'none' }, 'require_pkce'],
  ['a level that is not offered', { default_acr_values: ['urn:sence:clave:3fa'] }, 'default_acr_values.0'],
  ['no grant', { grant_types: [] }, 'grant_types'],
  ['private_key_jwt without keys', { token_endpoint_auth_method: 'private_key_jwt' }, 'jwks'],
  ['a name of 81 characters', { client_name: 'x'.repeat(81) }, 'client_name'],
  ['a contact that is none', { contacts: ['yo'] }, 'contacts.0'],
] as const) {
  test(`[security 39, protocol 68] a registration with ${what} is refused with the field`, async (t) => {
    const { status, body } = await register(app, token, clientAsked(change));
    t.deepEqual([status, body.error], [400, error]);
    t.true(String(body.error_description).startsWith(field), String(body.error_description));
  });
}

test('[A13] no client of a sandbox is a system of ClaveÚnica that accepts a declared identity', async (t) => {
  const asked = clientAsked({ claims_profile: 'claveunica', minimum_identity: 'declarada' });
  const { status, body } = await register(app, token, asked);
  t.deepEqual([status, body.error], [400, 'invalid_client_metadata']);
});

test('[security 39, protocol 74] addresses that the server would call or send people to are never private ones, nor those of EGRESS_ALLOW', async (t) => {
  const jwt = { token_endpoint_auth_method: 'private_key_jwt' };
  const wrong = [
    'https://10.0.0.7/x',
    'https://127.1/x',
    'https://[::1]/x',
    'https://[fd00::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://8.8.8.8/x',
    'https://localhost/x',
    'https://localhost:9/x',
    'http://localhost:9/x',
    'https://base.localhost/x',
    'https://base/x',
    'https://base.internal/x',
    'https://base.local./x',
    'https://interno.sence.example/x',
    'https://INTERNO.sence.example./x',
  ];
  for (const field of ['jwks_uri', 'backchannel_logout_uri', 'initiate_login_uri', 'logo_uri']) {
    for (const address of wrong) {
      const asked = clientAsked({ [field]: address, ...(field === 'jwks_uri' ? jwt : {}) });
      const { status, body } = await register(app, token, asked);
      t.deepEqual([status, body.error], [400, 'invalid_client_metadata'], `${field} ${address}`);
      t.true(String(body.error_description).startsWith(field), String(body.error_description));
    }
  }
});

test('[security 39] a host that EGRESS_ALLOW names later is not open to a client that registered itself before', async (t) => {
  const asked = clientAsked({ backchannel_logout_uri: 'https://salida.curso.example/salida' });
  const registered = await register(app, await ownToken(), asked);
  t.is(registered.status, 201);
  const served = async () =>
    (await openBrowser().get(`${app.issuer}/oidc/authorize?client_id=${idOf(registered)}`)).text;
  t.notRegex(await served(), /invalid_client/);
  const stored = `payload || '{"backchannel_logout_uri": "https://interno.sence.example/salida"}'`;
  const id = createHash('sha256').update(idOf(registered)).digest();
  await app.database.run((sql) =>
    sql('oidc_client')
      .where({ id })
      .update({ payload: sql.raw(stored) }),
  );
  t.regex(await served(), /invalid_client/);
});

test('[security 39, protocol 74] a name that resolves to a private address is not called, and no client is authenticated by it', async (t) => {
  let calls = 0;
  const own = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => own.listen(0, 'localhost', resolve));
  t.teardown(() => own.close());
  const mine = await ownToken();
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'uno' }] };
  const registered = await register(app, mine, clientAsked({ token_endpoint_auth_method: 'private_key_jwt', jwks }));
  const signIn = () => signInAt(registered, oidc.PrivateKeyJwt({ key: privateKey, kid: 'uno' }));
  t.truthy((await signIn()).tokens.access_token);
  // As if the name had been a public one when it registered.
  await app.database.run((sql) =>
    sql('oidc_client')
      .where('id', createHash('sha256').update(idOf(registered)).digest())
      .update({
        payload: sql.raw("payload - 'jwks' || jsonb_build_object('jwks_uri', ?::text)", [
          `https://localhost:${(own.address() as AddressInfo).port}/llaves`,
        ]),
      }),
  );
  t.is(await refusalOf(signIn()), 'invalid_client');
  t.is(calls, 0);
});

for (const [field, value] of [
  ['sector_identifier_uri', 'https://curso.example/sector.json'],
  ['request_uris', ['https://curso.example/pedido']],
  ['logo_uri', 'https://curso.example/logo.png'],
  ['id_token_encrypted_response_alg', 'RSA-OAEP'],
  ['tls_client_auth_subject_dn', 'CN=curso'],
  ['software_statement', 'eyJ.e30.x'],
  ['frontchannel_logout_uri', 'https://curso.example/salida'],
] as const) {
  test(`[O4, protocol 69] a known but unsupported field is refused at registration, with its name and the reason: ${field}`, async (t) => {
    const { status, body } = await register(app, token, clientAsked({ [field]: value }));
    t.deepEqual([status, body.error], [400, 'invalid_client_metadata']);
    t.regex(String(body.error_description), new RegExp(`^${field}: is not served: .{20}`));
  });
}

test('[O4, protocol 69] a field that asks for nothing, and an unknown one, is ignored and not returned (RFC 7591, 2)', async (t) => {
  const asked = clientAsked({ request_uris: [], color_favorito: 'azul', 'client_name#en': 'Test course' });
  const { status, body } = await register(app, await ownToken(), asked);
  t.is(status, 201);
  for (const name of ['request_uris', 'color_favorito', 'client_name#en']) t.false(name in body, name);
});

test('[O4, protocol 69] the software_id and software_version of a client are kept and returned', async (t) => {
  const software = { software_id: 'cl.curso.web', software_version: '2.1' };
  const { status, body } = await register(app, await ownToken(), clientAsked(software));
  t.is(status, 201);
  t.like(body, software);
});

test('[O4, protocol 69] an unsupported algorithm is refused with the list of the supported ones', async (t) => {
  const { body } = await register(app, token, clientAsked({ id_token_signed_response_alg: 'ES384' }));
  // RFC 6749, 5.2: no double quotes in a description.
  t.is(body.error_description, "id_token_signed_response_alg: must be 'ES256' or 'RS256'");
});

/** Rosa signs in at a client that registered itself, by a request without PKCE; returns what it receives. */
async function withoutPkce(registered: Registered, nonce?: string, proof: Readonly<Record<string, string>> = {}) {
  const asked = { client_id: idOf(registered), response_type: 'code', scope: 'openid', redirect_uri, state: 'x' };
  const to = `${app.issuer}/oidc/authorize?${new URLSearchParams({ ...asked, ...(nonce ? { nonce } : {}) })}`;
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(to), app.issuer);
  if (page.headers.has('location')) return { answer: answerOf(page).searchParams, tokens: undefined };
  const consent = await browser.follow(await browser.send(page, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  const back = await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer);
  const answer = answerOf(back).searchParams;
  const fields = { grant_type: 'authorization_code', code: answer.get('code') ?? '', redirect_uri };
  return {
    answer,
    tokens: await post(app, '/oidc/token', { ...fields, ...proof }, basic(idOf(registered), secretOf(registered))),
  };
}

const secretOf = ({ body }: Registered): string => String(body.client_secret);

test.serial(
  '[O2, protocol 70] a confidential client without PKCE registers and signs in with a nonce (RFC 9700, 2.1.1)',
  async (t) => {
    const registered = await register(app, await ownToken(), clientAsked());
    t.is(registered.body.require_pkce, 'or_nonce', 'the answer has the rule that applies');
    const { tokens } = await withoutPkce(registered, 'un-nonce');
    t.is(tokens?.status, 200, JSON.stringify(tokens?.body));
    t.is(decodeJwt(String(tokens?.body.id_token)).nonce, 'un-nonce');
  },
);

test.serial(
  '[O2, protocol 70] with neither PKCE nor nonce the error at the client names what is missing',
  async (t) => {
    const { answer } = await withoutPkce(await register(app, await ownToken(), clientAsked()));
    t.is(answer.get('error'), 'invalid_request');
    t.regex(String(answer.get('error_description')), /PKCE \(code_challenge with S256\) or a nonce/);
    t.is(answer.get('state'), 'x');
  },
);

test.serial('[O2] a code that was requested without PKCE is refused with a verifier (RFC 9700, 4.8.2)', async (t) => {
  const proof = { code_verifier: 'v'.repeat(43) };
  const { answer, tokens } = await withoutPkce(await register(app, await ownToken(), clientAsked()), 'un-nonce', proof);
  t.truthy(answer.get('code'));
  t.is(tokens?.status, 400);
  t.is(tokens?.body.error, 'invalid_grant');
});

for (const [what, asked, rule, error] of [
  ['its own word for PKCE', { require_pkce: true }, true, 'invalid_request'],
  ['no PKCE and no reason', { require_pkce: false }, 'or_nonce', 'invalid_request'],
  ['no PKCE and a reason', { require_pkce: false, pkce_exception: 'an old program, until 2027' }, false, undefined],
] as const) {
  test.serial(`[O2] the registration returns require_pkce, and requests follow it: ${what}`, async (t) => {
    const registered = await register(app, await ownToken(), clientAsked(asked));
    t.is(registered.body.require_pkce, rule);
    t.is((await withoutPkce(registered)).answer.get('error') ?? undefined, error);
    const { registration_access_token: own, registration_client_uri: address, ...read } = registered.body;
    const { client_id_issued_at: _, client_secret_expires_at: __, ...same } = read;
    t.like((await call(String(address), 'PUT', String(own), same)).body, same, 'what it read it may send back');
  });
}

for (const [what, asked] of [
  ['a public one', { token_endpoint_auth_method: 'none' }],
  ['one of FAPI 2.0', { fapi2: true, token_endpoint_auth_method: 'private_key_jwt' }],
] as const) {
  test.serial(`[O2, protocol 70] PKCE is the only choice for ${what}`, async (t) => {
    const { jwks } = await ownKeyPair('PS256');
    const es256 = { id_token_signed_response_alg: 'ES256' };
    const keys = 'fapi2' in asked ? { jwks, ...es256 } : {};
    const registered = await register(app, await ownToken(), clientAsked({ ...asked, ...keys }));
    t.is(registered.status, 201, JSON.stringify(registered.body));
    t.is(registered.body.require_pkce, true);
    if (!('fapi2' in asked)) t.is((await withoutPkce(registered, 'n')).answer.get('error'), 'invalid_request');
  });
}

test('[O6] a client that can never authenticate is not registered', async (t) => {
  const { jwks } = await ownKeyPair('RS256');
  const asked = { token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', jwks };
  const { status, body } = await register(app, token, clientAsked(asked));
  t.deepEqual([status, body.error], [400, 'invalid_client_metadata']);
  t.regex(String(body.error_description), /^token_endpoint_auth_signing_alg: no key of jwks signs by ES256/);
});

test('[security 39] request_uri of a client stays off for registered clients', async (t) => {
  const registered = await register(app, await ownToken(), clientAsked());
  const asked = { client_id: idOf(registered), response_type: 'code', scope: 'openid', redirect_uri };
  const page = await openBrowser().get(
    `${app.issuer}/oidc/authorize?${new URLSearchParams({ ...asked, request_uri: 'https://curso.example/pedido' })}`,
  );
  t.is(answerOf(page).searchParams.get('error'), 'request_uri_not_supported');
});

test('[protocol 73] a client changes itself with its own token, which changes each time, and may send back what it read', async (t) => {
  const registered = await register(app, await ownToken(), clientAsked());
  const { registration_access_token: first, registration_client_uri: address, ...read } = registered.body;
  const { client_id_issued_at: _, client_secret_expires_at: __, ...same } = read;
  const changed = await call(String(address), 'PUT', String(first), { ...same, client_name: 'Otro nombre' });
  t.is(changed.status, 200, JSON.stringify(changed.body));
  t.like(changed.body, { ...same, client_name: 'Otro nombre' });
  t.not(changed.body.registration_access_token, first);
  t.is((await call(String(address), 'GET', String(first))).status, 401, 'the former token is spent');
  t.like((await call(String(address), 'GET', manages(changed))).body, { client_name: 'Otro nombre' });
});

test('[security 39] a change follows the same rules, and stores nothing when it is refused', async (t) => {
  const registered = await register(app, await ownToken(), clientAsked());
  const { client_id, client_secret } = registered.body;
  for (const change of [
    { first_party: true },
    { sector: 'sence' },
    { redirect_uris: ['http://curso.example/'] },
    { backchannel_logout_uri: 'https://10.0.0.7/' },
    { client_secret: 'a-secret-of-my-own-that-is-long-enough' },
    { client_id: 'capacita' },
    { registered_with: 'x', first_party: true },
  ]) {
    const asked = { ...clientAsked({ client_id, client_secret }), ...change };
    const { status } = await call(addressOf(registered), 'PUT', manages(registered), asked);
    t.is(status, 400, JSON.stringify(change));
  }
  const { body } = await call(addressOf(registered), 'GET', manages(registered));
  t.deepEqual(body, registered.body);
});

test('[security 39] the content of "__proto__" in a request is ignored: no secret of its own choice, no field of the server', async (t) => {
  const chosen = 'a-secret-that-this-platform-chose-by-itself';
  const body = JSON.stringify(clientAsked()).replace(
    '{',
    `{"__proto__":{"former_secret":"${chosen}","tos_uri":"https://x.example/"},`,
  );
  const headers = { authorization: `Bearer ${await ownToken()}`, 'content-type': 'application/json' };
  const answer = await fetch(`${app.issuer}/oidc/register`, { method: 'POST', headers, body });
  const { client_id: id, tos_uri: inherited } = (await answer.json()) as Record<string, string>;
  t.deepEqual([answer.status, inherited], [201, undefined]);
  const refresh = { grant_type: 'refresh_token', refresh_token: 'x' };
  t.is((await post(app, '/oidc/token', refresh, basic(String(id), chosen))).body.error, 'invalid_client');
});

for (const [what, client_name] of [
  ['that of a platform of SENCE', 'Plataforma capacita'],
  ['the same in other characters', 'PLATAFORMA  Ｃapacita'],
  ['that of a part of Clave Sence', 'Mi cuenta'],
  ['one with a line break', 'Curso\r\nde prueba'],
  ['one that turns the writing around', 'Curso \u202eecneS'],
  ['one with an invisible character', 'Curso\u200bde prueba'],
  ['one of nothing but spaces', '   '],
] as const)
  test(`[security 39, protocol 75] a client that registers itself has a name of its own: ${what} is refused`, async (t) => {
    const { status, body } = await register(app, await ownToken(), clientAsked({ client_name }));
    t.deepEqual([status, body.error], [400, 'invalid_client_metadata']);
    t.regex(String(body.error_description), /^client_name: /);
  });

test('a change of method creates a secret, or removes it', async (t) => {
  const registered = await register(app, await ownToken(), clientAsked({ token_endpoint_auth_method: 'none' }));
  const client_id = idOf(registered);
  const secret = await call(addressOf(registered), 'PUT', manages(registered), clientAsked({ client_id }));
  t.regex(String(secret.body.client_secret), /^[\w-]{48}$/);
  const again = clientAsked({ client_id, token_endpoint_auth_method: 'none' });
  const none = await call(addressOf(registered), 'PUT', manages(secret), again);
  t.is(none.status, 200);
  t.false('client_secret' in none.body);
});

test('[protocol 73] a removed client is deleted with its tokens', async (t) => {
  const registered = await register(app, await ownToken(), clientAsked());
  const { tokens } = await signInAt(registered, oidc.ClientSecretBasic(String(registered.body.client_secret)));
  t.is(await userInfoStatus(app, tokens.access_token), 200);
  t.is((await call(addressOf(registered), 'DELETE', manages(registered))).status, 204);
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.is((await call(addressOf(registered), 'GET', manages(registered))).status, 401);
});

test('[protocol 73] a client manages no other client, nor one of a file', async (t) => {
  const mine = await ownToken();
  const [one, other] = [await register(app, mine, clientAsked()), await register(app, mine, clientAsked())];
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? clientAsked({ client_id: idOf(other) }) : undefined;
    t.is((await call(addressOf(other), method, mine, body)).status, 401, 'the initial token is no token of it');
    t.is((await call(`${app.issuer}/oidc/register/capacita`, method, manages(one), body)).status, 401);
  }
  t.is((await call(addressOf(other), 'GET', manages(other))).status, 200);
});

/** Registers a client; one that a busy server answers 503 tries again, at most ten times. */
async function registerOnceFree(mine: string): Promise<Registered> {
  let answer = await register(app, mine, clientAsked());
  for (let left = 10; answer.status === 503 && left > 0; left -= 1) {
    await setTimeout(200);
    answer = await register(app, mine, clientAsked());
  }
  return answer;
}

test('a token registers ten clients, also when twelve are requested at once; one that is removed frees its place', async (t) => {
  const mine = await ownToken();
  const asked = await Promise.all(Array.from({ length: 12 }, () => registerOnceFree(mine)));
  t.is(asked.filter(({ status }) => status === 201).length, 10);
  t.is(asked.filter(({ status }) => status === 403).length, 2);
  const first = asked.find(({ status }) => status === 201) as Registered;
  const changed = await call(addressOf(first), 'PUT', manages(first), clientAsked({ client_id: idOf(first) }));
  t.is((await register(app, mine, clientAsked())).status, 403, 'one that changed itself counts as before');
  await call(addressOf(first), 'DELETE', manages(changed));
  t.is((await register(app, mine, clientAsked())).status, 201);
  t.is((await register(app, mine, clientAsked())).status, 403);
});

/** Seconds until the expiry of a client, and a way to set it near. */
const rowOf = (registered: Registered) => {
  const id = createHash('sha256').update(idOf(registered)).digest();
  return {
    left: async () => {
      const row = await app.database.run<{ left: string } | undefined>((sql) =>
        sql('oidc_client').where({ id }).first(sql.raw('extract(epoch from expires_at - now()) as left')),
      );
      return row && Number(row.left);
    },
    endIn: (time: string) =>
      app.database.run((sql) =>
        sql('oidc_client')
          .where({ id })
          .update({ expires_at: sql.raw(`now() + interval '${time}'`) }),
      ),
  };
};

const DAY = 24 * 3600;

test('a client without use for thirty days is deleted with its own token; a sign-in keeps it', async (t) => {
  const mine = await ownToken();
  const [used, unused] = [await register(app, mine, clientAsked()), await register(app, mine, clientAsked())];
  for (const one of [used, unused]) t.true(Number(await rowOf(one).left()) > 29.9 * DAY);
  await rowOf(used).endIn('3 days');
  await signInAt(used, oidc.ClientSecretBasic(String(used.body.client_secret)));
  t.true(Number(await rowOf(used).left()) > 29.9 * DAY);
  await rowOf(unused).endIn('-1 second');
  t.is((await call(addressOf(unused), 'GET', manages(unused))).status, 401, 'it is not served any more');
  const again = await register(app, mine, clientAsked());
  await rowOf(again).endIn('-1 second');
  await reap(app.database, app.deps, new Date(0));
  t.is(await rowOf(again).left(), undefined);
  const tokens = (registered: Registered) =>
    app.database.run<object[]>((sql) =>
      sql('oidc_registration_access_token').whereRaw("payload ->> 'clientId' = ?", [idOf(registered)]),
    );
  t.is((await tokens(again)).length, 0);
  t.is((await tokens(used)).length, 1);
});

test('[security 52] neither the secret nor a token of such a client is in the database', async (t) => {
  const mine = await ownToken();
  const registered = await register(app, mine, clientAsked());
  for (const table of ['client', 'initial_access_token', 'registration_access_token']) {
    const rows = JSON.stringify(await app.database.run((sql) => sql(`oidc_${table}`)));
    t.true(rows.length > 100);
    for (const secret of [registered.body.client_secret, mine, manages(registered)])
      t.false(rows.includes(String(secret)), table);
  }
});

test('[protocol 76] a kiosk that registered itself gets its code, and its user a pairwise sub', async (t) => {
  const grant = 'urn:ietf:params:oauth:grant-type:device_code';
  const asked = { grant_types: [grant], redirect_uris: [], token_endpoint_auth_method: 'none' };
  const kiosk = await register(app, await ownToken(), clientAsked(asked));
  t.is(kiosk.status, 201, JSON.stringify(kiosk.body));
  t.is(kiosk.body.subject_type, 'pairwise');
  const { config } = await openClient(app, idOf(kiosk), oidc.None());
  const begun = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
  t.regex(begun.user_code, /^[B-Z]{4}-[B-Z]{4}$/);
  const seen = await call(addressOf(kiosk), 'GET', manages(kiosk));
  t.deepEqual([seen.status, seen.body.subject_type], [200, 'pairwise']);
});
