import { deliverDue } from '../../src/oidc/notifications/deliver-due.ts';
import type { TestApp } from './app.ts';
import { clientFileFor } from './client-app.ts';
import { type LocalHttp, localHttp } from './local-http.ts';

/** A client that receives logout tokens on loopback. */
export async function logoutReceiver(): Promise<LocalHttp> {
  return localHttp((_request, response) => void response.writeHead(204).end());
}

/** The file of a client that is notified at a receiver, session by session. */
export const notifiedAt = ({ port }: LocalHttp, id: string, rest: object = {}) =>
  clientFileFor(id, {
    backchannel_logout_uri: `http://localhost:${port}/salida`,
    backchannel_logout_session_required: true,
    ...rest,
  });

/** Delivers every notice that is due; returns each `sid` that the receiver got, in the order of arrival. */
export async function notifiedSids({ logouts }: Pick<TestApp, 'logouts'>, { asked }: LocalHttp): Promise<string[]> {
  while ((await deliverDue(logouts)) > 0);
  return asked.map(({ body }) => sidOf(new URLSearchParams(body).get('logout_token') ?? ''));
}

function sidOf(token: string): string {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return String(JSON.parse(payload).sid);
}
