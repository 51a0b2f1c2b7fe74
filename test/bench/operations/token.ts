import { basic, redirectUriOf } from '../../helpers/client-app.ts';
import { expectStatus, type Reply, send, type Target } from '../load/target.ts';
import { CLIENT_SECRET } from '../place/clients.ts';
import type { Code } from './sign-in.ts';

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
}

type Fields = Readonly<Record<string, string>>;

/** A client's server is one address. */
const FROM = { 'x-forwarded-for': '11.250.0.9', accept: 'application/json' };

/** A form that a client sends with its secret. */
export function postAs(
  target: Target,
  clientId: string,
  path: string,
  fields: Fields,
  more: Fields = {},
): Promise<Reply> {
  const headers = {
    ...FROM,
    ...basic(clientId, CLIENT_SECRET),
    'content-type': 'application/x-www-form-urlencoded',
    ...more,
  };
  return send(target, path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}

/** Redeems a code. */
export async function exchange(target: Target, { clientId, code, verifier }: Code, more: Fields = {}): Promise<Tokens> {
  const form = {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUriOf(clientId),
  };
  return tokensOf(await postAs(target, clientId, '/oidc/token', form, more), 'the exchange of a code');
}

export async function refresh(target: Target, clientId: string, token: string): Promise<Tokens> {
  const form = { grant_type: 'refresh_token', refresh_token: token };
  return tokensOf(await postAs(target, clientId, '/oidc/token', form), 'a refresh');
}

export async function userinfo(target: Target, token: string): Promise<void> {
  const headers = { ...FROM, authorization: `Bearer ${token}` };
  expectStatus(await send(target, '/oidc/userinfo', { headers }), 200, 'userinfo');
}

const tokensOf = (reply: Reply, what: string): Tokens => JSON.parse(expectStatus(reply, 200, what).body);
