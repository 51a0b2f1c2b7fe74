import { generateKeyPairSync } from 'node:crypto';
import test from 'ava';
import { clientMistakeText } from '../../src/locales/es-CL/operator/clients.ts';
import { judgeClient } from '../../src/oidc/clients/judge.ts';
import { toMetadata } from '../../src/oidc/clients/metadata.ts';
import { registrationWords } from '../../src/oidc/clients/registration-words.ts';
import type { ClientMistake } from '../../src/ports/client-mistakes.ts';
import { clientFileFor, SECRET } from '../helpers/client-app.ts';

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const ec = publicJwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const rsa = publicJwk(generateKeyPairSync('rsa', { modulusLength: 2048 }));
const jwks = { keys: [ec] };
const severe = { fapi2: true, client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt', jwks };
const api = { identifier: 'https://api.example/', scopes: ['cursos:leer'] };
const machine = { grant_types: ['client_credentials'], redirect_uris: [], scope: '', resources: [api] };

function publicJwk({ publicKey }: ReturnType<typeof generateKeyPairSync>): Record<string, unknown> {
  return publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
}

/** Fields of a file that are wrong; empty when it is valid. */
function wrong(rest: object): readonly string[] {
  return judgeClient({ ...clientFileFor('una'), ...rest }).mistakes.map(([path]) => path.join('.'));
}

/** The text of a mistake of a file. */
const wordsOf = (mistake: ClientMistake): string => clientMistakeText({ source: 'una.json', mistake }).slice(10);

const metadata = (rest: object) => toMetadata(judgeClient({ ...clientFileFor('una'), ...rest }).client, undefined);

for (const [what, rest, field] of [
  [
    'a secret',
    { ...severe, client_secret: SECRET, token_endpoint_auth_method: 'client_secret_basic' },
    'token_endpoint_auth_method',
  ],
  ['no PKCE', { ...severe, require_pkce: false, pkce_exception: 'because it is so old' }, 'require_pkce'],
  [
    'requests that are not pushed',
    { ...severe, require_pushed_authorization_requests: false },
    'require_pushed_authorization_requests',
  ],
  ['tokens that are not bound', { ...severe, dpop_bound_access_tokens: false }, 'dpop_bound_access_tokens'],
  ['ID tokens by RS256', { ...severe, id_token_signed_response_alg: 'RS256' }, 'id_token_signed_response_alg'],
  ['assertions by RS256', { ...severe, token_endpoint_auth_signing_alg: 'RS256' }, 'token_endpoint_auth_signing_alg'],
  ['request objects by RS256', { ...severe, request_object_signing_alg: 'RS256' }, 'request_object_signing_alg'],
] as const) {
  test(`[protocol 116, protocol 117] a fapi2 client with ${what} is refused at ${field}`, (t) => {
    t.deepEqual(wrong(rest), [field]);
  });
}

test('one word makes a client follow FAPI 2.0', (t) => {
  t.deepEqual(wrong(severe), []);
  t.like(metadata(severe), {
    require_pushed_authorization_requests: true,
    dpop_bound_access_tokens: true,
    token_endpoint_auth_signing_alg: 'ES256',
  });
});

const withKeys = (...keys: readonly object[]) => ({ ...severe, fapi2: false, jwks: { keys } });
const fapiKeys = (...keys: readonly object[]) => ({ ...severe, jwks: { keys } });

for (const [what, rest, alg] of [
  ['an EC key', fapiKeys(ec), 'ES256'],
  ['an RSA key', fapiKeys(rsa), 'PS256'],
  ['an RSA key that says PS256', fapiKeys({ ...rsa, alg: 'PS256', use: 'sig' }), 'PS256'],
  ['an RSA key beside an EC key for encryption', fapiKeys({ ...ec, use: 'enc' }, rsa), 'PS256'],
  ['keys of both kinds', fapiKeys(ec, rsa), undefined],
  ['keys of both kinds and its word', { ...fapiKeys(ec, rsa), token_endpoint_auth_signing_alg: 'PS256' }, 'PS256'],
  ['keys behind an address', { ...severe, jwks: undefined, jwks_uri: 'https://una.example/llaves' }, undefined],
] as const) {
  test(`[O6] the algorithm of a fapi2 client follows from its keys: ${what}`, (t) => {
    t.deepEqual(wrong(rest), []);
    t.is(metadata(rest).token_endpoint_auth_signing_alg, alg);
  });
}

const small = publicJwk(generateKeyPairSync('rsa', { modulusLength: 1024 }));
const p384 = publicJwk(generateKeyPairSync('ec', { namedCurve: 'P-384' }));
const okp = publicJwk(generateKeyPairSync('ed25519'));
const signed = { ...clientFileFor('una'), request_object_signing_alg: 'ES256' };

for (const [what, rest, field] of [
  ['fapi2 and an RSA key for RS256', fapiKeys({ ...rsa, alg: 'RS256' }), 'jwks'],
  [
    'fapi2 and an algorithm that its key has not',
    { ...fapiKeys(rsa), token_endpoint_auth_signing_alg: 'ES256' },
    'token_endpoint_auth_signing_alg',
  ],
  ['a key for encryption', withKeys({ ...ec, use: 'enc' }), 'jwks'],
  ['a key that is not for verifying', withKeys({ ...ec, key_ops: ['encrypt'] }), 'jwks'],
  ['a key whose alg is not of its kind', withKeys({ ...rsa, alg: 'ES256' }), 'jwks'],
  ['an unsupported curve', withKeys(p384), 'jwks'],
  ['an Ed25519 key', withKeys(okp), 'jwks'],
  ['an RSA key of 1024 bits', withKeys(small), 'jwks.keys.0'],
  ['an RSA key of 1024 bits beside a good one', withKeys(ec, small), 'jwks.keys.1'],
  ['a point off its curve', withKeys({ ...ec, y: ec.x }), 'jwks.keys.0'],
  ['one kid for two keys', withKeys({ ...ec, kid: 'a' }, { ...ec, kid: 'a' }), 'jwks.keys.1.kid'],
  ['no keys', { ...withKeys(ec), jwks: undefined }, 'jwks'],
  ['signed requests and no keys', signed, 'jwks'],
  ['signed requests of whatever kind and no keys', { require_signed_request_object: true }, 'jwks'],
  ['signed requests by a key of another kind', { ...signed, jwks: { keys: [rsa] } }, 'request_object_signing_alg'],
] as const) {
  test(`[O6] a client that can never sign is refused when its file is read: ${what}`, (t) => {
    t.deepEqual(wrong(rest), [field]);
  });
}

test('[O6] an RSA key by which any party could sign is refused: its exponent is odd and 3 or more (RFC 8017, 3.1)', (t) => {
  t.deepEqual(wrong(withKeys({ ...rsa, e: 'AQ' })), ['jwks.keys.0']);
  t.deepEqual(wrong(withKeys({ ...rsa, e: 'Ag' })), ['jwks.keys.0']);
  t.deepEqual(wrong(withKeys({ ...rsa, e: 'Aw' })), []);
});

test('[O6] one kid for keys of two kinds is accepted, and the reason names each key that is not usable', (t) => {
  t.deepEqual(wrong(withKeys({ ...ec, kid: 'a' }, { ...rsa, kid: 'a' })), []);
  const [[, reason] = []] = judgeClient({ ...clientFileFor('una'), ...withKeys({ ...ec, use: 'enc' }, p384) }).mistakes;
  t.is(
    reason && wordsOf(reason),
    'ninguna llave de jwks firma con ES256, RS256 o PS256 para private_key_jwt (llave 0: su "use" es "enc"; llave 1: es de EC P-384, y no EC P-256 ni RSA)',
  );
  t.is(
    reason && registrationWords(reason),
    'no key of jwks signs by ES256 or RS256 or PS256 for private_key_jwt (key 0: its "use" is "enc"; key 1: it is of EC P-384, and neither EC P-256 nor RSA)',
  );
});

for (const [field, value] of [
  ['logo_uri', 'https://una.example/logo.png'],
  ['sector_identifier_uri', 'https://una.example/sector.json'],
  ['request_uris', ['https://una.example/pedido']],
  ['id_token_encrypted_response_alg', 'RSA-OAEP'],
  ['userinfo_encrypted_response_enc', 'A128GCM'],
  ['request_object_encryption_alg', 'RSA-OAEP'],
  ['introspection_encrypted_response_alg', 'RSA-OAEP'],
  ['authorization_signed_response_alg', 'ES256'],
  ['tls_client_auth_subject_dn', 'CN=una'],
  ['tls_client_certificate_bound_access_tokens', true],
  ['software_statement', 'eyJ.e30.x'],
  ['authorization_details_types', ['pago']],
  ['frontchannel_logout_uri', 'https://una.example/salida'],
  ['backchannel_token_delivery_mode', 'poll'],
  ['response_modes', ['query']],
] as const) {
  test(`[O4] a file that asks for what is not supported is refused with the field and the reason: ${field}`, (t) => {
    const [[path, reason] = [], ...more] = judgeClient({ ...clientFileFor('una'), [field]: value }).mistakes;
    t.deepEqual([path, more], [[field], []]);
    t.regex(reason ? wordsOf(reason) : '', /^no se admite: .{20}/);
  });
}

test('[O4] a field that asks for nothing is accepted, and is not kept', (t) => {
  const nothing = { request_uris: [], tls_client_certificate_bound_access_tokens: false };
  t.deepEqual(wrong(nothing), []);
  t.deepEqual(metadata(nothing), metadata({}));
});

test('[O1] a file names only levels that can be reached now', (t) => {
  t.deepEqual(wrong({ default_acr_values: ['urn:sence:clave', 'urn:sence:clave:2fa'] }), []);
  t.deepEqual(wrong({ default_acr_values: ['urn:sence:clave:3fa'] }), ['default_acr_values.0']);
});

test('[O2] PKCE or a nonce may be required of a confidential client, never of a public one, of FAPI 2.0 or of ClaveÚnica', (t) => {
  const rule = { require_pkce: 'or_nonce' };
  t.deepEqual(wrong(rule), []);
  t.deepEqual(wrong({ ...rule, client_secret: undefined, token_endpoint_auth_method: 'none' }), ['require_pkce']);
  t.deepEqual(wrong({ ...severe, ...rule }), ['require_pkce']);
  t.true(wrong({ ...rule, claims_profile: 'claveunica' }).includes('require_pkce'));
  t.deepEqual(wrong({ require_pkce: 'quizas' }), ['require_pkce']);
});

/** The smallest valid file of an API alone. */
const alone = {
  client_id: 'certificados',
  client_name: 'Certificados',
  client_secret: SECRET,
  legal_basis: 'An API that only the tests know',
  contacts: ['soporte@certificados.example'],
  resource_server: api,
};

test('[O21] the file of an API alone has no grant, no address, no scope and no sector', (t) => {
  for (const file of [alone, { ...alone, grant_types: [] }]) {
    const { client, mistakes } = judgeClient(file);
    t.deepEqual(mistakes, []);
    t.like(toMetadata(client, undefined), { grant_types: [], response_types: [], redirect_uris: [] });
  }
});

for (const [what, rest, field] of [
  ['a scope of people', { scope: 'openid' }, 'scope'],
  ['an API to call', { resources: [api] }, 'resources'],
  ['a way back after leaving', { post_logout_redirect_uris: ['https://una.example/'] }, 'post_logout_redirect_uris'],
  ['notices of logouts', { backchannel_logout_uri: 'https://una.example/salida' }, 'backchannel_logout_uri'],
  ['no secret', { client_secret: undefined, token_endpoint_auth_method: 'none' }, 'token_endpoint_auth_method'],
  ['no API', { resource_server: undefined, grant_types: [], sector: 'una' }, 'grant_types'],
] as const) {
  test(`[O21] a file without any grant, and with ${what}, is refused at ${field}`, (t) => {
    t.deepEqual(
      judgeClient({ ...alone, ...rest }).mistakes.map(([path]) => path.join('.')),
      [field],
    );
  });
}

for (const [what, rest, field] of [
  ['a sign-in without a way back', { redirect_uris: [] }, 'redirect_uris'],
  ['a way back that no grant uses', { grant_types: [DEVICE] }, 'redirect_uris'],
  ['a sign-in without openid', { scope: 'profile' }, 'scope'],
  ['an unknown scope', { scope: 'openid todo' }, 'scope'],
  ["ClaveÚnica's scope without its profile", { scope: 'openid name' }, 'scope'],
  [
    'a machine that proves nothing',
    { ...machine, client_secret: undefined, token_endpoint_auth_method: 'none' },
    'token_endpoint_auth_method',
  ],
  ['a machine with nothing to call', { ...machine, resources: [] }, 'resources'],
  ['the password grant', { grant_types: ['password'] }, 'grant_types.0'],
  ['an implicit answer', { response_types: ['token'] }, 'response_types.0'],
  ["SENCE's sector without being SENCE's", { first_party: false }, 'sector'],
  ['HS256', { id_token_signed_response_alg: 'HS256' }, 'id_token_signed_response_alg'],
  [
    'an API on plain http',
    { resource_server: { ...api, identifier: 'http://api.example/' } },
    'resource_server.identifier',
  ],
  ['an API with a scope of a person', { resource_server: { ...api, scopes: ['profile'] } }, 'resource_server.scopes.0'],
  [
    'events to plain http',
    { security_events: { endpoint: 'http://una.example/', events: ['run-linked'] } },
    'security_events.endpoint',
  ],
  [
    'an unknown event',
    { security_events: { endpoint: 'https://una.example/', events: ['algo'] } },
    'security_events.events.0',
  ],
  ['an unknown field', { secreto: 'x' }, ''],
] as const) {
  test(`[security 32] a file with ${what} is refused${field && ` at ${field}`}`, (t) => {
    t.deepEqual(wrong(rest), [field]);
  });
}

test('a machine needs no redirect_uri and no scope of a person', (t) => {
  t.deepEqual(wrong(machine), []);
  t.deepEqual(metadata(machine).response_types, []);
});

test('an app with a URI scheme of its own is accepted only as a native one', (t) => {
  const own = { redirect_uris: ['cl.sence.movil:/vuelta'] };
  t.deepEqual(wrong({ ...own, application_type: 'native' }), []);
  t.deepEqual(wrong(own), ['redirect_uris.0']);
});

for (const [what, address] of [
  ['a word of the policy of pages', 'https://una.example;sandbox/vuelta'],
  ['a second policy', 'https://una.example,sandbox/vuelta'],
  ['a quotation mark', 'https://una"x.example/vuelta'],
  ['a password', 'https://:clave@una.example/vuelta'],
  ['a line break', 'https://una.example/vuelta\r\nX: y'],
  ['a backslash', 'https://una.example\\@otra.example/'],
  ['a space', 'https://una.example/vuel ta'],
] as const)
  test(`[security 28] an address with ${what} in it is refused`, (t) => {
    t.deepEqual(wrong({ redirect_uris: [address] }), ['redirect_uris.0']);
    t.deepEqual(wrong({ backchannel_logout_uri: address }), ['backchannel_logout_uri']);
  });

test('[security 28] an address with port, query and punctuation is accepted, and so is this machine by number', (t) => {
  const redirect_uris = ['https://mi_una-2.example:8443/a/b?x=1&y=%20', 'http://127.0.0.1:80/v', 'http://[::1]:3/v'];
  t.deepEqual(wrong({ redirect_uris }), []);
  t.deepEqual(wrong({ redirect_uris: ['cl.una.app:/vuel\r\nta'], application_type: 'native' }), ['redirect_uris.0']);
});

test('[security 45] an address of fifty thousand characters is refused in a short time', (t) => {
  const native = { application_type: 'native', token_endpoint_auth_method: 'none', client_secret: undefined };
  const begun = process.cpuUsage();
  for (const address of [
    `a${'.a'.repeat(25_000)}`,
    `https://una.example/${'a'.repeat(50_000)}`,
    `cl.una:/${'a'.repeat(50_000)}`,
  ])
    t.deepEqual(wrong({ ...native, redirect_uris: [address] }), ['redirect_uris.0']);
  const { user } = process.cpuUsage(begun);
  t.true(user < 200_000, `${user} µs of the processor`);
});

test('optional_scopes are words of scope other than openid, of a client that asks for consent', (t) => {
  const outside = { first_party: false, sector: 'una', scope: 'openid run email' };
  t.deepEqual(wrong({ ...outside, optional_scopes: 'email' }), []);
  for (const optional_scopes of ['openid', 'phone', 'email phone'])
    t.deepEqual(wrong({ ...outside, optional_scopes }), ['optional_scopes'], optional_scopes);
  t.deepEqual(wrong({ scope: 'openid email', optional_scopes: 'email' }), ['optional_scopes']);
});
