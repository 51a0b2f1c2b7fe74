import test from 'ava';
import { toMetadata } from '../../src/oidc/client-metadata.ts';
import { judgeClient } from '../../src/oidc/clients/judge.ts';
import { clientFileFor, SECRET } from '../helpers/platform.ts';

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const jwks = { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] };
const severe = { fapi2: true, client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt', jwks };
const api = { identifier: 'https://api.example/', scopes: ['cursos:leer'] };
const machine = { grant_types: ['client_credentials'], redirect_uris: [], scope: '', resources: [api] };

/** Fields of a file that are wrong; empty when it is good. */
function wrong(rest: object): readonly string[] {
  return judgeClient({ ...clientFileFor('una'), ...rest }).mistakes.map(([path]) => path.join('.'));
}

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
  test(`a fapi2 client with ${what} is refused at ${field}`, (t) => {
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

for (const [what, rest, field] of [
  ['a sign-in without a way back', { redirect_uris: [] }, 'redirect_uris'],
  ['a way back that no grant uses', { grant_types: [DEVICE] }, 'redirect_uris'],
  ['a sign-in without openid', { scope: 'profile' }, 'scope'],
  ['a scope that nobody knows', { scope: 'openid todo' }, 'scope'],
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
    'an event that nobody knows',
    { security_events: { endpoint: 'https://una.example/', events: ['algo'] } },
    'security_events.events.0',
  ],
  ['a field that nobody knows', { secreto: 'x' }, ''],
] as const) {
  test(`32 a file with ${what} is refused${field && ` at ${field}`}`, (t) => {
    t.deepEqual(wrong(rest), [field]);
  });
}

test('a machine needs no way back and no scope of a person', (t) => {
  t.deepEqual(wrong(machine), []);
  t.deepEqual(metadata(machine).response_types, []);
});

test('an app of its own scheme is taken only as a native one', (t) => {
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
  test(`28 an address with ${what} in it is refused`, (t) => {
    t.deepEqual(wrong({ redirect_uris: [address] }), ['redirect_uris.0']);
    t.deepEqual(wrong({ backchannel_logout_uri: address }), ['backchannel_logout_uri']);
  });

test('28 an address with port, query and small marks is taken, and so is this machine by number', (t) => {
  const redirect_uris = ['https://mi_una-2.example:8443/a/b?x=1&y=%20', 'http://127.0.0.1:80/v', 'http://[::1]:3/v'];
  t.deepEqual(wrong({ redirect_uris }), []);
  t.deepEqual(wrong({ redirect_uris: ['cl.una.app:/vuel\r\nta'], application_type: 'native' }), ['redirect_uris.0']);
});

test('45 an address of fifty thousand signs is refused without long thought', (t) => {
  const native = { application_type: 'native', token_endpoint_auth_method: 'none', client_secret: undefined };
  const begun = performance.now();
  for (const address of [
    `a${'.a'.repeat(25_000)}`,
    `https://una.example/${'a'.repeat(50_000)}`,
    `cl.una:/${'a'.repeat(50_000)}`,
  ])
    t.deepEqual(wrong({ ...native, redirect_uris: [address] }), ['redirect_uris.0']);
  t.true(performance.now() - begun < 200, `${performance.now() - begun}`);
});
