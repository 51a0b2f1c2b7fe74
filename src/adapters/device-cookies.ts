import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { DeviceAccount, Devices } from '../ports/devices.ts';
import type { KeyMaterial } from './secrets.ts';

/** Accounts that one browser remembers (floor 8). */
const ACCOUNTS = 6;
const BETWEEN = '~';

/**
 * 12 random bytes and a tag of 6 that shows that the server made them, then the HMAC of 32: 24 and 43 characters of
 * base64url.
 */
const CHANCE_BYTES = 12;
const TAG_BYTES = 6;
const RECORD = /^([\w-]{24})\.([\w-]{43})$/;

interface DeviceRecord {
  readonly id: string;
  readonly mac: Buffer;
  readonly text: string;
}

/**
 * Known devices without a row: one cookie with up to six records `id.mac`. A record is bound to one account, to its key
 * (`keyChangedAt`) and to the last time that all its sessions were ended (`sessionsEndedAt`): after either it is
 * invalid, and no old cookie restores it.
 */
export function deviceCookies(secrets: KeyMaterial): Devices {
  const tagOf = (chance: Buffer): Buffer =>
    secrets.hmac('devices', 'id', chance.toString('base64url')).subarray(0, TAG_BYTES);
  const macOf = (id: string, { id: accountId, keyChangedAt, sessionsEndedAt }: DeviceAccount): Buffer =>
    secrets.hmac('devices', id, accountId, keyChangedAt.toISOString(), sessionsEndedAt?.toISOString() ?? '');
  const isOurs = ({ id }: DeviceRecord): boolean => {
    const bytes = Buffer.from(id, 'base64url');
    return timingSafeEqual(bytes.subarray(CHANCE_BYTES), tagOf(bytes.subarray(0, CHANCE_BYTES)));
  };
  const isOf = (holder: DeviceAccount) => (record: DeviceRecord) =>
    timingSafeEqual(record.mac, macOf(record.id, holder));
  const othersIn = (cookie: string | undefined, holder: DeviceAccount): readonly DeviceRecord[] =>
    recordsIn(cookie).filter((record) => isOurs(record) && !isOf(holder)(record));

  return {
    remember(cookie, holder) {
      const chance = randomBytes(CHANCE_BYTES);
      const id = Buffer.concat([chance, tagOf(chance)]).toString('base64url');
      const fresh = `${id}.${macOf(id, holder).toString('base64url')}`;
      const kept = othersIn(cookie, holder).map(({ text }) => text);
      return [...kept, fresh].slice(-ACCOUNTS).join(BETWEEN);
    },
    forget(cookie, holder) {
      const kept = othersIn(cookie, holder).map(({ text }) => text);
      return kept.length === 0 ? undefined : kept.join(BETWEEN);
    },
    recognise: (cookie, holder) => recordsIn(cookie).filter(isOurs).find(isOf(holder))?.id,
    anyId: (cookie) => recordsIn(cookie).filter(isOurs).at(-1)?.id,
  };
}

/**
 * The records of a cookie, each exactly as the server wrote it; one record that is not makes the whole cookie invalid.
 */
function recordsIn(cookie = ''): readonly DeviceRecord[] {
  const texts = cookie.split(BETWEEN);
  const records = texts.slice(0, ACCOUNTS).flatMap(readRecord);
  return texts.length <= ACCOUNTS && records.length === texts.length ? records : [];
}

function readRecord(text: string): readonly DeviceRecord[] {
  const [, id = '', written = ''] = RECORD.exec(text) ?? [];
  const mac = Buffer.from(written, 'base64url');
  // The last of the 43 characters has two bits without meaning: only one of the four spellings is valid.
  return id && mac.toString('base64url') === written ? [{ id, mac, text }] : [];
}
