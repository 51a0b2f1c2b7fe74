import { isEncryptedOrLocal } from '../../domain/loopback.ts';

/** Where a registry is reached and with which token. */
export interface Door {
  /** The address without its credentials, without a slash at the end. */
  readonly base: string;
  readonly token: string;
}

/** Reads `https://:token@host/path`; throws where it would use the network unencrypted. */
export function openDoor(address: string): Door {
  const url = new URL(address);
  if (!isEncryptedOrLocal(url)) throw new Error(`the registry at ${url.host} must be reached by https`);
  const token = decodeURIComponent(url.password || url.username);
  return { base: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, token };
}
