import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Devices } from '../ports/world.ts';
import type { Secrets } from './secrets.ts';

/** Known devices without a row: a random id and an HMAC over it, the account and the hour of its last key change. */
export function deviceCookies(secrets: Secrets): Devices {
  const signed = (id: string, accountId: string, keyChangedAt: Date): Buffer =>
    secrets.hmac('devices', id, accountId, keyChangedAt.toISOString());
  return {
    issue(accountId, keyChangedAt) {
      const id = randomBytes(12).toString('base64url');
      return `${id}.${signed(id, accountId, keyChangedAt).toString('base64url')}`;
    },
    recognises(token = '', accountId, keyChangedAt) {
      const [id = '', mac = ''] = token.split('.');
      const given = Buffer.from(mac, 'base64url');
      const right = signed(id, accountId, keyChangedAt);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
