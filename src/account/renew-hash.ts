import type { Account } from '../domain/account.ts';
import type { PlainKey } from '../domain/key.ts';
import type { World } from '../ports/world.ts';
import type { Proven } from './prove-key.ts';

/**
 * The hash of a key that was proved, made again where it has other parameters or another pepper than today's, or was made
 * of another form of the key; it waits in the lane of the key.
 */
export async function freshHash(
  { hasher }: Pick<World, 'hasher'>,
  { account: { keyHash }, lane, oldForm }: Pick<Proven, 'account' | 'lane' | 'oldForm'>,
  key: PlainKey,
): Promise<string> {
  return oldForm || hasher.isOld(keyHash) ? hasher.hash(key, lane) : keyHash;
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
