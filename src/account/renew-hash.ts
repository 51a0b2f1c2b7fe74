import type { Account } from '../domain/account.ts';
import type { PlainKey } from '../domain/key.ts';
import type { HashLane } from '../ports/hasher.ts';
import type { World } from '../ports/world.ts';

/**
 * The hash of a key that was proved, made again where it has other parameters or another pepper than today's; it waits
 * in the lane of the key.
 */
export async function freshHash(
  { hasher }: Pick<World, 'hasher'>,
  { keyHash }: Account,
  key: PlainKey,
  lane?: HashLane,
): Promise<string> {
  return hasher.isOld(keyHash) ? hasher.hash(key, lane) : keyHash;
}

/**
 * Keeps it in the place of the old one, unless the key changed meanwhile; part of the caller's transaction if there is
 * one.
 */
export async function keepHash(
  { accounts }: Pick<World, 'accounts'>,
  account: Account,
  keyHash: string,
): Promise<void> {
  if (keyHash === account.keyHash) return;
  await accounts.change(account.id, (latest) => (latest.keyHash === account.keyHash ? { ...latest, keyHash } : latest));
}
