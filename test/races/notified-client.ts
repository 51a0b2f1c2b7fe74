import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import type { LocalHttp } from '../helpers/local-http.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { CLIENT, type Visitor } from './visitors.ts';

const tokensOf = ({ asked }: LocalHttp): readonly string[] =>
  asked.map(({ body }) => new URLSearchParams(body).get('logout_token') ?? '');

/** How many logout tokens the client received for this session of this subject. */
export function timesNotified(receiver: LocalHttp, { sid, sub }: Visitor): number {
  const tokens = tokensOf(receiver).map((token) => decodeJwt(token));
  return tokens.filter((claims) => claims.sid === sid && claims.sub === sub).length;
}

/** How many logout tokens were received that the server signed for this client. */
export async function wellSigned(server: ServerProcess, receiver: LocalHttp): Promise<number> {
  const keys = createLocalJWKSet(JSON.parse((await ask(server, '/oidc/jwks')).body));
  const asks = { issuer: server.issuer, audience: CLIENT, typ: 'logout+jwt' };
  const read = await Promise.allSettled(tokensOf(receiver).map((token) => jwtVerify(token, keys, asks)));
  return read.filter(({ status }) => status === 'fulfilled').length;
}
