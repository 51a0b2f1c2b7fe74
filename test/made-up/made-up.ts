import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { basic } from '../helpers/client-app.ts';

/** What somebody can have a client show again and again: none of them was ever issued, or all are long dead. */
export const kinds = ['code', 'refresh token', 'access token'] as const;

type Kind = (typeof kinds)[number];

/** Shows one that is made up, in the name of this client and with its right secret; gives the status. */
export async function showMadeUp(issuer: string, kind: Kind, clientId: string): Promise<number> {
  const value = randomBytes(32).toString('base64url');
  const answer = await (kind === 'access token' ? atUserinfo(issuer, value) : atToken(issuer, kind, value, clientId));
  await answer.arrayBuffer();
  return answer.status;
}

const atUserinfo = (issuer: string, value: string): Promise<Response> =>
  fetch(`${issuer}/oidc/userinfo`, { headers: { authorization: `Bearer ${value}` } });

function atToken(issuer: string, kind: Kind, value: string, clientId: string): Promise<Response> {
  const fields =
    kind === 'code'
      ? { grant_type: 'authorization_code', code: value, redirect_uri: `https://${clientId}.example/vuelta` }
      : { grant_type: 'refresh_token', refresh_token: value };
  return fetch(`${issuer}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: basic(clientId),
  });
}

/** Shows so many, the kinds in turn, at this pace; gives how often each status came. Ends by itself. */
export async function flood(
  issuer: string,
  clientId: string,
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>();
  const start = performance.now();
  const show = async (place: number): Promise<void> => {
    await sleep(Math.max(0, start + (place * 1000) / perSecond - performance.now()));
    const status = await showMadeUp(issuer, kinds[place % kinds.length] ?? 'code', clientId);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  await Promise.all(Array.from({ length: count }, (_, place) => show(place)));
  return statuses;
}
