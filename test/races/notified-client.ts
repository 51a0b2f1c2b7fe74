import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import type { LocalHttp } from '../helpers/local-http.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { PLATFORM, type Visitor } from './visitors.ts';

const tokensOf = ({ asked }: LocalHttp): readonly string[] =>
  asked.map(({ body }) => new URLSearchParams(body).get('logout_token') ?? '');

/** How often the platform heard that this session of this holder is over. */
export function timesTold(receiver: LocalHttp, { sid, sub }: Visitor): number {
  const told = tokensOf(receiver).map((token) => decodeJwt(token));
  return told.filter((claims) => claims.sid === sid && claims.sub === sub).length;
}

/** How many logout tokens came that the house signed for this platform. */
export async function wellSigned(server: ServerProcess, receiver: LocalHttp): Promise<number> {
  const keys = createLocalJWKSet(JSON.parse((await ask(server, '/oidc/jwks')).body));
  const asks = { issuer: server.issuer, audience: PLATFORM, typ: 'logout+jwt' };
  const read = await Promise.allSettled(tokensOf(receiver).map((token) => jwtVerify(token, keys, asks)));
  return read.filter(({ status }) => status === 'fulfilled').length;
}
