import { basic, SECRET } from '../helpers/client-app.ts';

/** A request to a machine endpoint, as the table names it. */
export interface Case {
  readonly what: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form; a string is sent unchanged. */
  readonly fields?: Readonly<Record<string, string>> | string;
}

/** What an app has created before: a token, a JWT for an API, and the credentials to register and read a client. */
export interface Made {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly dead: string;
  readonly jwt: string;
  readonly initialToken: string;
  readonly clientAddress: string;
  readonly clientToken: string;
}

const PAGE = 'https://pagina.example';
const STRANGER = 'https://extrana.example';
const form = 'application/x-www-form-urlencoded';
const preflight = (origin: string) => ({
  origin,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
});
const json = { 'content-type': 'application/json' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const secret = basic('capacita');
const wrong = basic('capacita', 'wrong');
const pushed = {
  client_id: 'capacita',
  response_type: 'code',
  redirect_uri: 'https://capacita.example/vuelta',
  scope: 'openid',
  code_challenge: 'a'.repeat(43),
  code_challenge_method: 'S256',
};

/** Documents and the endpoints that monitor the server. */
function documents(): Case[] {
  const read = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/oidc/jwks'];
  return [
    ...read.flatMap((path): Case[] => [
      { what: 'right', path },
      { what: 'from a page of any origin', path, headers: { origin: STRANGER } },
      { what: 'its tag is known', path, headers: { 'if-none-match': 'the tag' } },
      { what: 'HEAD', path, method: 'HEAD' },
      { what: 'preflight', path, method: 'OPTIONS', headers: preflight(STRANGER) },
      { what: 'OPTIONS', path, method: 'OPTIONS' },
      { what: 'wrong method', path, method: 'POST', fields: {} },
    ]),
    { what: 'no such document', path: '/.well-known/webfinger' },
    ...['/live', '/ready', '/metrics', '/estado.json'].flatMap((path): Case[] => [
      { what: 'right', path },
      { what: 'wrong method', path, method: 'POST', fields: {} },
    ]),
    { what: 'a file that is not there', path: '/e/0123456789/x.js' },
    { what: 'no such address', path: '/oidc/otra' },
  ];
}

/** The answers of each endpoint that authenticates clients to wrong authentication. */
function authentication(path: string, fields: Readonly<Record<string, string>>): Case[] {
  return [
    { what: 'no client', path, method: 'POST', fields },
    { what: 'unknown client', path, method: 'POST', fields, headers: basic('nadie') },
    { what: 'unknown client, no secret', path, method: 'POST', fields: { ...fields, client_id: 'nadie' } },
    { what: 'wrong secret', path, method: 'POST', fields, headers: wrong },
    {
      what: 'wrong secret in the form',
      path,
      method: 'POST',
      fields: { ...fields, client_id: 'capacita', client_secret: 'wrong' },
    },
    { what: 'a secret where none is', path, method: 'POST', fields, headers: basic('pagina') },
    { what: 'no secret where one is', path, method: 'POST', fields: { ...fields, client_id: 'capacita' } },
    { what: 'two ways at once', path, method: 'POST', fields: { ...fields, client_secret: SECRET }, headers: secret },
    { what: 'a header that is no Basic', path, method: 'POST', fields, headers: { authorization: 'Digest x' } },
    { what: 'not a form', path, method: 'POST', fields: '{}', headers: { ...secret, ...json } },
    {
      what: 'too large',
      path,
      method: 'POST',
      fields: `x=${'x'.repeat(60_000)}`,
      headers: { ...secret, 'content-type': form },
    },
    {
      what: 'from a page of a stranger',
      path,
      method: 'POST',
      fields: { ...fields, client_id: 'pagina' },
      headers: { origin: STRANGER },
    },
    { what: 'wrong secret, from a page', path, method: 'POST', fields, headers: { ...wrong, origin: PAGE } },
    { what: 'preflight', path, method: 'OPTIONS', headers: preflight(PAGE) },
    { what: 'OPTIONS', path, method: 'OPTIONS' },
    { what: 'wrong method', path, headers: secret },
    { what: 'wrong method, from a page', path, headers: { origin: PAGE } },
    { what: 'a browser asks', path, method: 'POST', fields, headers: { ...wrong, accept: 'text/html' } },
  ];
}

function token({ refreshToken }: Made): Case[] {
  const path = '/oidc/token';
  const right = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const code = {
    grant_type: 'authorization_code',
    code: 'x'.repeat(43),
    redirect_uri: 'https://capacita.example/vuelta',
  };
  const post = (what: string, fields: Case['fields'], headers: Case['headers'] = secret): Case => ({
    what,
    path,
    method: 'POST',
    fields: fields ?? {},
    headers,
  });
  return [
    post('right', right),
    post(
      'right, of a machine',
      { grant_type: 'client_credentials', resource: 'https://cursos.example/api' },
      basic('robot'),
    ),
    post('made-up code', code),
    post('made-up code, from its own page', { ...code, client_id: 'pagina' }, { origin: PAGE }),
    post('dead refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }),
    post('no grant type', {}),
    post('unknown grant type', { grant_type: 'password' }),
    post('a grant that is not open', { grant_type: 'client_credentials' }),
    post('a parameter twice', 'grant_type=refresh_token&refresh_token=a&refresh_token=b', {
      ...secret,
      'content-type': form,
    }),
    post(
      'unknown device code',
      { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x' },
      basic('kiosco'),
    ),
    ...authentication(path, code),
  ];
}

function introspection({ accessToken, jwt }: Made): Case[] {
  const path = '/oidc/introspect';
  const ask = (what: string, fields: Case['fields'], headers: Case['headers'] = secret): Case => ({
    what,
    path,
    method: 'POST',
    fields: fields ?? {},
    headers,
  });
  return [
    ask('right', { token: accessToken }),
    ask('a token of another client', { token: accessToken }, basic('robot')),
    ask('a JWT of ours, to its API', { token: jwt }, basic('cursos')),
    ask('a JWT of ours, to another client', { token: jwt }),
    ask("a stranger's JWT", { token: 'eyJhbGciOiJFUzI1NiJ9.e30.eA' }),
    ask('made-up token', { token: 'x' }),
    ask('no token', {}),
    ...authentication(path, { token: 'x' }),
  ];
}

function revocation({ jwt }: Made): Case[] {
  const path = '/oidc/revoke';
  return [
    { what: 'made-up token', path, method: 'POST', fields: { token: 'x' }, headers: secret },
    { what: 'a JWT', path, method: 'POST', fields: { token: jwt }, headers: basic('robot') },
    { what: 'no token', path, method: 'POST', fields: {}, headers: secret },
    {
      what: 'right, from its own page',
      path,
      method: 'POST',
      fields: { token: 'x', client_id: 'pagina' },
      headers: { origin: PAGE },
    },
    ...authentication(path, { token: 'x' }),
  ];
}

function beginnings(): Case[] {
  const par = '/oidc/par';
  const device = '/oidc/device';
  const open = { ...pushed, client_id: 'pagina', redirect_uri: `${PAGE}/vuelta` };
  const { client_id: _, ...withoutClient } = pushed;
  return [
    { what: 'right', path: par, method: 'POST', fields: pushed, headers: secret },
    { what: 'no client_id beside the secret', path: par, method: 'POST', fields: withoutClient, headers: secret },
    { what: 'right, from its own page', path: par, method: 'POST', fields: open, headers: { origin: PAGE } },
    {
      what: 'another address',
      path: par,
      method: 'POST',
      fields: { ...pushed, redirect_uri: `${STRANGER}/` },
      headers: secret,
    },
    {
      what: 'another response type',
      path: par,
      method: 'POST',
      fields: { ...pushed, response_type: 'token' },
      headers: secret,
    },
    ...authentication(par, withoutClient),
    { what: 'right', path: device, method: 'POST', fields: { scope: 'openid' }, headers: basic('kiosco') },
    { what: 'a client without the grant', path: device, method: 'POST', fields: { scope: 'openid' }, headers: secret },
    ...authentication(device, { scope: 'openid' }),
  ];
}

function userinfo({ accessToken, dead }: Made): Case[] {
  const path = '/oidc/userinfo';
  return [
    { what: 'right', path, headers: bearer(accessToken) },
    { what: 'right, POST', path, method: 'POST', fields: {}, headers: bearer(accessToken) },
    { what: 'right, in the form', path, method: 'POST', fields: { access_token: accessToken } },
    { what: 'right, from a page of a stranger', path, headers: { ...bearer(accessToken), origin: STRANGER } },
    { what: 'no token', path },
    { what: 'no token, from a page', path, headers: { origin: PAGE } },
    { what: 'dead token', path, headers: bearer(dead) },
    { what: 'dead token, from a page', path, headers: { ...bearer(dead), origin: PAGE } },
    { what: 'a scope that it has not', path: `${path}?scope=address`, headers: bearer(accessToken) },
    { what: 'two tokens', path, method: 'POST', fields: { access_token: accessToken }, headers: bearer(accessToken) },
    { what: 'another scheme', path, headers: secret },
    { what: 'DPoP without a proof', path, headers: { authorization: `DPoP ${accessToken}` } },
    {
      what: 'preflight',
      path,
      method: 'OPTIONS',
      headers: { ...preflight(PAGE), 'access-control-request-method': 'GET' },
    },
    { what: 'OPTIONS', path, method: 'OPTIONS' },
    { what: 'wrong method', path, method: 'DELETE', headers: bearer(accessToken) },
    { what: 'a browser asks', path, headers: { ...bearer(dead), accept: 'text/html' } },
  ];
}

const asked = JSON.stringify({
  client_name: 'Curso de prueba',
  redirect_uris: ['https://curso.example/vuelta'],
  contacts: ['yo@curso.example'],
});

function registration({ initialToken, clientAddress, clientToken }: Made): Case[] {
  const path = '/oidc/register';
  const post = (what: string, body: string, headers: Readonly<Record<string, string>>): Case => ({
    what,
    path,
    method: 'POST',
    fields: body,
    headers: { ...json, ...headers },
  });
  return [
    post('right', asked, bearer(initialToken)),
    post('no token', asked, {}),
    post('made-up token', asked, bearer('x')),
    post('wrong fields', '{"redirect_uris":["x"]}', bearer(initialToken)),
    post('not JSON', '{', bearer(initialToken)),
    { what: 'wrong method', path, headers: bearer(initialToken) },
    { what: 'preflight', path, method: 'OPTIONS', headers: preflight(PAGE) },
    { what: 'read its own client', path: clientAddress, headers: bearer(clientToken) },
    { what: 'read with a made-up token', path: clientAddress, headers: bearer('x') },
    { what: 'read without a token', path: clientAddress },
    { what: 'wrong method', path: clientAddress, method: 'POST', fields: {}, headers: bearer(clientToken) },
    { what: 'remove it', path: clientAddress, method: 'DELETE', headers: bearer(clientToken) },
  ];
}

/** The endpoints of browsers: only their answers to machines. */
function authorization(): Case[] {
  const path = '/oidc/authorize?client_id=nadie';
  return [
    { what: 'an error, JSON preferred', path, headers: { accept: 'application/json' } },
    { what: 'an error, anything accepted', path, headers: { accept: '*/*' } },
    { what: 'an error, nothing said', path },
  ];
}

export const casesOf = (made: Made): readonly Case[] => [
  ...documents(),
  ...token(made),
  ...introspection(made),
  ...revocation(made),
  ...beginnings(),
  ...userinfo(made),
  ...registration(made),
  ...authorization(),
];
