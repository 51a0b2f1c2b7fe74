import { createHmac } from 'node:crypto';
import { basic } from '../helpers/client-app.ts';
import type { Chance } from './chance.ts';
import { nastyEscapes, nastyNames, nastyTexts } from './nasty.ts';
import { raw } from './raw.ts';
import type { Visitor } from './visitor.ts';
import type { Mistake } from './web-mistakes.ts';

const CLIENT = 'torpe';
const machinePaths = ['/oidc/token', '/oidc/introspect', '/oidc/revoke', '/oidc/par', '/oidc/userinfo', '/oidc/logout'];
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Tokens that are unsigned, signed with what is public, or that are no tokens. */
function badJwt(chance: Chance, { issuer, publicKey }: Visitor): string {
  const claims = encoded({ iss: CLIENT, sub: CLIENT, aud: issuer, exp: 4_102_444_800, iat: 1, jti: 'x' });
  const withHeader = (header: unknown, signature = 'AAAA') => `${encoded(header)}.${claims}.${signature}`;
  const confused = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${claims}`;
  return chance.pick([
    withHeader({ alg: 'none' }, ''),
    withHeader({ alg: 'nOnE' }, ''),
    `${confused}.${createHmac('sha256', publicKey).update(confused).digest('base64url')}`,
    withHeader({ alg: 'RS256', kid: 'k'.repeat(9000) }),
    withHeader({ alg: 'ES256', kid: '../../../../dev/null' }),
    withHeader({ alg: 'ES256', kid: { $ne: 1 } }),
    withHeader({ alg: 'RS256', jku: 'https://malo.example/jwks', x5u: 'https://malo.example/x' }),
    withHeader({ alg: 'RS256', jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }),
    withHeader({ alg: ['ES256'] }),
    withHeader({ alg: 'ES256', crit: ['x'], x: 1 }),
    withHeader({ alg: 'dir', enc: 'A256GCM' }),
    withHeader('no es JSON'),
    `${encoded({ alg: 'ES256' })}.${encoded('[')}.${'A'.repeat(86)}`,
    '..',
    '....',
    'a.b.c',
    `${'a'.repeat(5000)}.b.c`,
    encoded({ alg: 'none' }),
  ]);
}

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();
const TYPE = 'Content-Type: application/x-www-form-urlencoded';
const AUTH = `Authorization: ${basic(CLIENT).authorization}`;

const badAssertion: Mistake = (chance, visitor) => {
  const assertion = { client_assertion_type: JWT_BEARER, client_assertion: badJwt(chance, visitor) };
  const body = form({ grant_type: 'authorization_code', code: 'x', client_id: CLIENT, ...assertion });
  return raw('assertion', { method: 'POST', path: chance.pick(machinePaths), headers: [TYPE], body }, visitor.host);
};

const badBearer: Mistake = (chance, visitor) => {
  const tokens = [badJwt(chance, visitor), ...nastyEscapes, 'x'.repeat(43), '', 'a b', '\u00FF'];
  const scheme = chance.pick(['Bearer', 'bearer', 'DPoP', 'Basic', 'Digest', '']);
  const headers = [`Authorization: ${scheme} ${chance.pick(tokens)}`, TYPE];
  return raw(
    'bearer',
    { method: chance.pick(['GET', 'POST']), path: '/oidc/userinfo', headers, body: '' },
    visitor.host,
  );
};

const badHint: Mistake = (chance, visitor) => {
  const hint = { id_token_hint: badJwt(chance, visitor) };
  const path = chance.pick([
    `/oidc/logout?${form({ ...hint, post_logout_redirect_uri: 'https://malo.example/', state: '\r\nX: 1' })}`,
    `/oidc/authorize?${form({ ...visitor.authorize, ...hint, prompt: 'none' })}`,
    `/oidc/authorize?${form({ ...visitor.authorize, request: badJwt(chance, visitor) })}`,
    `/oidc/authorize?${form({ ...visitor.authorize, request_uri: 'http://169.254.169.254/latest' })}`,
  ]);
  return raw('hint', { path, headers: ['Accept: text/html'] }, visitor.host);
};

const badAuthorize: Mistake = (chance, visitor) => {
  const name = chance.pick([
    ...Object.keys(visitor.authorize),
    'prompt',
    'max_age',
    'claims',
    'response_mode',
    'resource',
  ]);
  const fields = { ...visitor.authorize, [name]: chance.pick(nastyTexts).slice(0, 3000) };
  const query = `${form(fields)}${chance.pick(['', `&${name}=otra`, `&${name}[]=otra`, '&__proto__[x]=1', '&%=%'])}`;
  const asPost = { method: 'POST', path: '/oidc/authorize', headers: [TYPE], body: query };
  return raw('authorize', chance.pick([{ path: `/oidc/authorize?${query}` }, asPost]), visitor.host);
};

const badTokenRequest: Mistake = (chance, { host }) => {
  const grants = ['authorization_code', 'refresh_token', 'password', 'client_credentials', '', ...nastyTexts];
  const fields = {
    grant_type: chance.pick(grants),
    code: chance.pick(nastyTexts),
    refresh_token: chance.pick(nastyTexts),
    token: chance.pick(nastyTexts),
    redirect_uri: chance.pick(nastyTexts),
    [chance.pick(nastyNames)]: chance.pick(nastyTexts),
  };
  const body = chance.pick([
    form(fields),
    `${form(fields)}&code=otra&code[]=x`,
    '{"grant_type":1}',
    '%',
    'a'.repeat(200_000),
  ]);
  const headers = [AUTH, chance.pick([TYPE, 'Content-Type: application/json', 'Content-Type: multipart/form-data'])];
  return raw('token', { method: 'POST', path: chance.pick(machinePaths), headers, body }, host);
};

const badCredentials: Mistake = (chance, { host }) => {
  const pairs = [
    '',
    ':',
    'torpe',
    'torpe:%',
    '%:%',
    'torpe:\0',
    `${'t'.repeat(6000)}:x`,
    'torpe:\u00F1',
    '__proto__:x',
  ];
  const coded = Buffer.from(chance.pick(pairs)).toString('base64');
  const value = chance.pick([`Basic ${coded}`, `Basic ${coded}${coded}`, 'Basic ====', 'Basic', 'Basic %%%']);
  const body = form({ grant_type: 'authorization_code', code: 'x', token: 'x' });
  const headers = [`Authorization: ${value}`, TYPE];
  return raw('credentials', { method: 'POST', path: chance.pick(machinePaths), headers, body }, host);
};

/** Mistakes, honest or not, of clients. */
export const tokenMistakes: readonly Mistake[] = [
  badAssertion,
  badBearer,
  badHint,
  badAuthorize,
  badTokenRequest,
  badCredentials,
];
