import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { basic } from '../helpers/client-app.ts';

/**
 * Credentials that an attacker can have a client present again and again: none of them was ever issued, or all expired
 * long ago.
 */
export const kinds = ['code', 'refresh token', 'access token'] as const;

type Kind = (typeof kinds)[number];

/** Presents a made-up one, as this client and with its right secret; returns the status. */
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

/** Presents so many, the kinds in turn, at this rate; returns how often each status was returned. Ends by itself. */
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
