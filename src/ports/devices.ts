import type { Account } from '../domain/account.ts';

/** What the records of an account are bound to. */
export type DeviceAccount = Pick<Account, 'id' | 'keyChangedAt' | 'sessionsEndedAt'>;

/**
 * Known devices: a cookie with one record for each of up to six accounts. A record is valid for its account alone, ends
 * at a key change and once all sessions were ended, and is never a factor (floor 8). Cookies are parsed strictly: no
 * variant of a cookie counts as another device.
 */
export interface Devices {
  /** The cookie with a new record for this account, in place of its old one; the oldest of more than six is dropped. */
  remember(cookie: string | undefined, holder: DeviceAccount): string;
  /** The cookie without this account's record; undefined when nothing is left in it. */
  forget(cookie: string | undefined, holder: DeviceAccount): string | undefined;
  /** Id of the device, by which its tries are counted; undefined where the account does not know it. */
  recognise(cookie: string | undefined, holder: DeviceAccount): string | undefined;
  /** Id of a device that any account knew once: it may have a budget of its own, and proves nothing. */
  anyId(cookie: string | undefined): string | undefined;
}
