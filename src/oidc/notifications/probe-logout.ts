import { randomUUID } from 'node:crypto';
import type { LogoutResult } from '../../domain/platform-checklist.ts';
import type { LogoutReceiver, ProbeLogout } from '../../ports/probe-logout.ts';
import { type SigningKey, signJws } from '../jws.ts';

interface ProbeNeeds {
  readonly issuer: string;
  readonly keys: readonly SigningKey[];
  /** The guard of the product: public addresses alone, no redirects, three seconds. */
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';
const VALID_SECONDS = 120;

/**
 * Tests a receiver of logout tokens. It answers 200 or 204 to the right one, or 400 where it does not know the session
 * (Back-Channel Logout 1.0, 2.8), and 400 to the forged one. Nothing that it sends is kept.
 */
export const logoutProbe =
  (needs: ProbeNeeds): ProbeLogout =>
  async (receiver) => {
    const token = await testToken(needs, receiver);
    const right = await statusOf(needs, receiver, token);
    if (right === undefined) return 'sin-respuesta';
    const isTaken = right === 200 || right === 204;
    if (!isTaken && right !== 400) return 'rechazado';
    const forged = await statusOf(needs, receiver, withForgedSignature(token));
    return judged(isTaken, forged);
  };

function judged(isTaken: boolean, forged: number | undefined): LogoutResult {
  if (forged === undefined) return 'sin-respuesta';
  if (forged >= 200 && forged < 300) return 'acepta-falsos';
  return isTaken ? 'aceptado' : 'sesion-desconocida';
}

/** The claims of section 2.4: a `sid` without a `sub`, of a session that no one has. */
async function testToken({ issuer, keys, now }: ProbeNeeds, { clientId, alg }: LogoutReceiver): Promise<string> {
  const iat = Math.floor(now().getTime() / 1000);
  const about = { iss: issuer, aud: clientId, iat, exp: iat + VALID_SECONDS, jti: randomUUID(), sid: randomUUID() };
  return signJws(keys, alg, 'logout+jwt', { ...about, events: { [LOGOUT]: {} } });
}

/** The same token with one bit of its signature changed, in the middle: the last character has bits that say nothing. */
function withForgedSignature(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return [header, payload, bytes.toString('base64url')].join('.');
}

/** The status of its response; undefined where there was none. */
async function statusOf({ fetch: send }: ProbeNeeds, { uri }: LogoutReceiver, token: string) {
  const body = new URLSearchParams({ logout_token: token }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  try {
    return (await send(uri, { method: 'POST', headers, body })).status;
  } catch {
    return undefined;
  }
}
